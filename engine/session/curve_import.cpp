#include "session/curve_import.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "log/log.h"
#include "session/jobs.h"
#include "session/tensorboard_events.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Progress = std::function<bool(double)>;

constexpr std::size_t points_per_write = 4096;

void ask(const Progress& progress, double share) {
  if (progress && !progress(share)) throw JobCancelled();
}

bool is_event_file(const fs::path& file) {
  return file.filename().string().find("tfevents") != std::string::npos;
}

bool is_csv(const fs::path& file) {
  auto extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return extension == ".csv";
}

/// Event files by their folder, each folder's in the order of their names (which begin with the time).
std::map<fs::path, std::vector<fs::path>> event_files(const fs::path& path) {
  std::map<fs::path, std::vector<fs::path>> found;
  if (fs::is_regular_file(path)) {
    found[path].push_back(path);
    return found;
  }
  for (const auto& entry : fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied))
    if (entry.is_regular_file() && is_event_file(entry.path()))
      found[entry.path().parent_path()].push_back(entry.path());
  for (auto& [folder, files] : found) std::sort(files.begin(), files.end());
  return found;
}

std::vector<fs::path> csv_files(const fs::path& path) {
  if (fs::is_regular_file(path)) return {path};
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(path))
    if (entry.is_regular_file() && is_csv(entry.path())) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

/// `time` of the points is wall time until then.
void count_time_from_start(ForeignRun& run) {
  std::optional<double> first;
  for (const auto& [name, points] : run.series)
    for (const auto& point : points)
      if (std::isfinite(point.time) && point.time > 0) first = std::min(first.value_or(point.time), point.time);
  run.started_at = first.value_or(0);
  for (auto& [name, points] : run.series) {
    double before = 0;  // clocks are set back now and then; a curve over time is drawn forward
    for (auto& point : points) {
      if (std::isfinite(point.time)) before = std::max(before, point.time - run.started_at);
      point.time = before;
    }
  }
}

std::string run_name(const fs::path& place, const fs::path& root) {
  const auto relative = place.lexically_relative(root);
  if (!relative.empty() && relative != ".") return relative.string();
  return place.has_filename() ? place.filename().string() : place.parent_path().filename().string();
}

ForeignRun read_event_run(const fs::path& place, const std::vector<fs::path>& files, const fs::path& root,
                          std::vector<std::string>& warnings, const Progress& progress) {
  ForeignRun run;
  run.name = run_name(place, root);
  run.source = place.string();
  run.origin = "tensorboard:" + place.string();
  std::size_t done = 0;
  const auto take = [&](const EventScalar& scalar) {
    add_point(run.series[scalar.tag], {scalar.step, scalar.wall_time, scalar.value});
  };
  const auto began_anew = [&](std::int64_t step) {
    for (auto& [name, points] : run.series)
      while (!points.empty() && points.back().step >= step) points.pop_back();
  };
  const auto go_on = [&](double share) {
    ask(progress, (double(done) + share) / double(files.size()));
    return true;
  };
  for (const auto& file : files) {
    auto end = read_event_file(file, take, began_anew, go_on);
    if (!end.problem.empty()) warnings.push_back(std::move(end.problem));
    ++done;
  }
  count_time_from_start(run);
  return run;
}

ForeignRuns read_event_folder(const std::map<fs::path, std::vector<fs::path>>& folders, const fs::path& root,
                              const Progress& progress) {
  ForeignRuns found;
  std::size_t done = 0;
  for (const auto& [place, files] : folders) {
    const auto part = [&](double share) {
      return !progress || progress((double(done) + share) / double(folders.size()));
    };
    try {
      found.runs.push_back(read_event_run(place, files, root, found.warnings, part));
    } catch (const JobCancelled&) {
      throw;
    } catch (const std::exception& error) {
      if (folders.size() == 1) throw;
      found.warnings.emplace_back(error.what());  // one bad folder among many holds up none of the others
    }
    ++done;
  }
  return found;
}

RunId store_run(ExperimentStore& store, const ForeignRun& run, const Progress& progress) {
  NewRun row;
  row.name = run.name;
  row.origin = run.origin;
  row.provenance = {{"imported_from", run.source}};
  const RunId id = store.create_run(row);
  try {
    store.delete_run(id);  // hidden until it is whole
    std::size_t done = 0;
    double last = 0;
    std::vector<ExperimentStore::StepScalars> steps;
    for (const auto& [name, points] : run.series) {
      for (std::size_t from = 0; from < points.size(); from += points_per_write) {
        ask(progress, double(done) / double(run.series.size()));
        steps.clear();
        const auto end = std::min(points.size(), from + points_per_write);
        for (auto i = from; i < end; ++i) steps.push_back({points[i].step, points[i].time, {{name, points[i].value}}});
        store.append_steps(id, steps);
      }
      if (!points.empty()) last = std::max(last, points.back().time);
      ++done;
    }
    store.set_history(id, run.started_at, run.started_at + last);
  } catch (...) {
    store.discard_run(id);
    throw;
  }
  return id;
}

std::int64_t count_points(const ForeignRun& run) {
  std::int64_t points = 0;
  for (const auto& [name, series] : run.series) points += std::int64_t(series.size());
  return points;
}

}  // namespace

void add_point(std::vector<CurvePoint>& series, const CurvePoint& point) {
  while (!series.empty() && series.back().step > point.step) series.pop_back();
  series.push_back(point);
}

ForeignRuns read_foreign_runs(const fs::path& given, const Progress& progress) {
  std::error_code error;
  auto path = fs::weakly_canonical(fs::absolute(given), error);
  if (error || !fs::exists(path))
    throw std::runtime_error(concat(given.string(),
                                    ": is not there. Give a folder with TensorBoard event files, an "
                                    "event file, or a CSV export of W&B."));
  if (!fs::is_directory(path) && is_csv(path)) return read_curve_csv(path, progress);
  const auto folders =
      fs::is_directory(path) || is_event_file(path) ? event_files(path) : decltype(event_files(path)){};
  if (!folders.empty()) return read_event_folder(folders, fs::is_directory(path) ? path : path.parent_path(), progress);
  const auto files = fs::is_directory(path) ? csv_files(path) : std::vector<fs::path>();
  if (files.empty())
    throw std::runtime_error(concat(path.string(), fs::is_directory(path) ? ": holds no" : ": is no",
                                    " TensorBoard event file (…tfevents…) and no CSV file."));
  ForeignRuns all;
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto part = read_curve_csv(
        files[i], [&](double share) { return !progress || progress((double(i) + share) / double(files.size())); });
    std::move(part.runs.begin(), part.runs.end(), std::back_inserter(all.runs));
    std::move(part.warnings.begin(), part.warnings.end(), std::back_inserter(all.warnings));
  }
  return all;
}

CurveImport import_curves(const fs::path& path, const fs::path& file, const Progress& progress) {
  const auto half = [&](double from) {
    return [&progress, from](double share) { return !progress || progress(from + share / 2); };
  };
  auto found = read_foreign_runs(path, half(0));
  CurveImport made;
  made.warnings = std::move(found.warnings);
  ExperimentStore store(file);
  std::map<std::string, RunRecord> there;
  for (auto& run : store.runs())
    if (!run.origin.empty()) there.emplace(run.origin, run);
  try {
    std::size_t done = 0;
    for (const auto& run : found.runs) {
      const auto before = there.find(run.origin);
      if (before != there.end()) {
        made.skipped.push_back(concat(run.source, ": is there already as run ", before->second.id, " (",
                                      before->second.name, "). Delete that run to import it again."));
      } else if (count_points(run) == 0) {
        made.skipped.push_back(concat(run.source, ": has no scalar, nothing was imported of it."));
      } else {
        const auto part = [&](double share) { return (double(done) + share) / double(found.runs.size()); };
        made.runs.push_back(store_run(store, run, [&](double share) { return half(0.5)(part(share)); }));
        made.points += count_points(run);
      }
      ++done;
    }
  } catch (...) {
    for (const auto run : made.runs) store.discard_run(run);
    throw;
  }
  for (const auto run : made.runs) store.restore_run(run);
  return made;
}

}  // namespace vignette
