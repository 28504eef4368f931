#include "session/curve_export.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <system_error>

#include "data/csv_rows.h"
#include "log/log.h"
#include "session/jobs.h"
#include "session/tensorboard_events.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Progress = std::function<bool(double)>;

constexpr std::int64_t steps_per_window = 4096;
constexpr std::int64_t images_as_text = 8;
constexpr std::int64_t first_step = std::numeric_limits<std::int64_t>::min(),
                       last_step = std::numeric_limits<std::int64_t>::max();

/// A folder beside the target, gone with everything in it unless it was moved there.
class PartialFolder {
 public:
  explicit PartialFolder(const fs::path& out) : path_(fs::absolute(out).lexically_normal()) {
    if (!path_.has_filename()) path_ = path_.parent_path();
    path_ += concat(".partial-", getpid());
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~PartialFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  PartialFolder(const PartialFolder&) = delete;
  PartialFolder& operator=(const PartialFolder&) = delete;
  const fs::path& path() const { return path_; }

  void move_into(const fs::path& out) const {
    fs::create_directories(out);
    for (const auto& entry : fs::directory_iterator(path_))
      if (fs::exists(out / entry.path().filename()))
        throw std::runtime_error(concat((out / entry.path().filename()).string(),
                                        ": is there already. Choose an empty folder; nothing was written."));
    for (const auto& entry : fs::directory_iterator(path_)) fs::rename(entry.path(), out / entry.path().filename());
  }

 private:
  fs::path path_;
};

class OutputFile {
 public:
  explicit OutputFile(const fs::path& file) : file_(file), out_(file, std::ios::binary) { check(); }
  void write(std::string_view bytes) {
    out_.write(bytes.data(), std::streamsize(bytes.size()));
    check();
  }
  void close() {
    out_.close();
    check();
  }

 private:
  void check() const {
    if (!out_)
      throw std::runtime_error(
          concat(file_.string(), ": cannot be written: ", std::generic_category().message(errno != 0 ? errno : EIO)));
  }
  fs::path file_;
  std::ofstream out_;
};

/// The time of day of a run's moment; what was stored before the first mark of the clock counts by it, too.
class WallClock {
 public:
  WallClock(std::vector<ClockMark> marks, double started_at) : marks_(std::move(marks)), started_(started_at) {}
  double at(const CurvePoint& point) const {
    auto mark = std::upper_bound(marks_.begin(), marks_.end(), point.step,
                                 [](std::int64_t step, const ClockMark& each) { return step < each.step; });
    if (mark != marks_.begin()) --mark;
    return point.time + (mark == marks_.end() ? started_ : mark->wall_offset);
  }

 private:
  std::vector<ClockMark> marks_;
  double started_;
};

/// "12-reward_0.2": safe in every file system, and told apart by the number.
std::string file_name(const RunRecord& run) {
  std::string name = concat(run.id, '-', run.name.substr(0, 80));
  for (auto& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '.') c = '_';
  return name;
}

std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

class Exporter {
 public:
  Exporter(const CurveExportRequest& request, const Progress& progress)
      : request_(request), progress_(progress), store_(request.store, ExperimentStore::Mode::read_only) {}

  CurveExport write() {
    const auto runs = chosen();
    const PartialFolder folder(request_.out);
    if (request_.format == CurveFormat::csv_long) begin_long(folder.path());
    for (const auto& run : runs) {
      const WallClock clock(store_.clock(run.id), run.started_at > 0 ? run.started_at : run.created_at);
      if (request_.format == CurveFormat::tensorboard) write_events(run, clock, folder.path());
      if (request_.format == CurveFormat::csv_wide) write_wide(run, clock, folder.path());
      if (request_.format == CurveFormat::csv_long) write_long(run, clock);
      ++made_.runs;
      share_ += 1.0 / double(runs.size());
    }
    if (long_) long_->close();
    folder.move_into(request_.out);
    return std::move(made_);
  }

 private:
  std::vector<RunRecord> chosen() {
    std::vector<RunRecord> runs;
    if (request_.runs.empty()) runs = store_.runs();
    for (const auto id : request_.runs) {
      auto run = store_.run(id);
      if (!run) throw std::runtime_error(concat(request_.store.string(), ": holds no run ", id, '.'));
      runs.push_back(std::move(*run));
    }
    if (runs.empty()) throw std::runtime_error(concat(request_.store.string(), ": holds no run to export."));
    all_ = runs.size();
    return runs;
  }

  void ask(double part) const {
    if (progress_ && !progress_(std::min(1.0, share_ + part / double(all_)))) throw JobCancelled();
  }

  /// Hands each point of a run's series to `take`, series by series.
  template <class Take>
  void each_point(const RunRecord& run, const Take& take) {
    const auto names = store_.series(run.id);
    for (std::size_t i = 0; i < names.size(); ++i)
      store_.read_curve(run.id, names[i], first_step, last_step, [&](std::span<const CurvePoint> points) {
        ask(double(i) / double(names.size()));
        for (const auto& point : points) take(names[i], point);
        made_.points += std::int64_t(points.size());
      });
  }

  void write_events(const RunRecord& run, const WallClock& clock, const fs::path& folder) {
    const auto name = file_name(run);
    const auto began = std::int64_t(run.started_at > 0 ? run.started_at : run.created_at);
    fs::create_directory(folder / name);
    const auto inner = fs::path(name) / concat("events.out.tfevents.", began, ".vignette.", run.id);
    OutputFile file(folder / inner);
    file.write(event_file_header(double(began)));
    each_point(run, [&](const std::string& series, const CurvePoint& point) {
      file.write(scalar_event(clock.at(point), point.step, {{series, point.value}}));
    });
    write_captions(run, clock, file);
    file.close();
    made_.files.push_back(request_.out / inner);
  }

  /// What the captioner said of the first images, over the steps.
  void write_captions(const RunRecord& run, const WallClock& clock, OutputFile& file) {
    const auto steps = store_.caption_steps(run.id);
    if (steps.empty()) return;
    CaptionQuery query;
    query.run = run.id;
    query.step = steps.back();
    query.kind = "greedy";
    query.limit = images_as_text;
    for (const auto& image : store_.captions(query)) {
      CaptionQuery over_time;
      over_time.run = run.id;
      over_time.image_id = image.image_id;
      over_time.kind = "greedy";
      auto captions = store_.captions(over_time);
      std::stable_sort(captions.begin(), captions.end(), [](auto& a, auto& b) { return a.step < b.step; });
      for (const auto& caption : captions)
        file.write(text_event(clock.at({caption.step, 0, 0}), caption.step, concat("captions/", image.image_id),
                              caption.caption));
    }
  }

  void write_wide(const RunRecord& run, const WallClock& clock, const fs::path& folder) {
    const auto name = file_name(run) + ".csv";
    const auto names = store_.series(run.id);
    OutputFile file(folder / name);
    std::string head = "step,time,wall_time";
    for (const auto& series : names) head += ',' + csv_field(series);
    file.write(head + '\n');
    for (auto first = next_step(run.id, names, first_step); first; first = next_step(run.id, names, *first)) {
      ask(double(*first) / double(run.steps + 1));
      write_window(run, clock, names, *first, file);
      *first += steps_per_window;
    }
    file.close();
    made_.files.push_back(request_.out / name);
  }

  /// The first step from `from` on that any series has.
  std::optional<std::int64_t> next_step(RunId run, const std::vector<std::string>& names, std::int64_t from) {
    std::optional<std::int64_t> next;
    for (const auto& name : names)
      for (const auto& bucket : store_.curve_buckets(run, name, from, last_step, 1))
        next = std::min(next.value_or(bucket.first_step), bucket.first_step);
    return next;
  }

  struct WideRow {
    double time = 0;
    std::vector<std::optional<double>> values;
  };

  void write_window(const RunRecord& run, const WallClock& clock, const std::vector<std::string>& names,
                    std::int64_t first, OutputFile& file) {
    // A step may repeat within a series: then it has several rows.
    std::map<std::pair<std::int64_t, int>, WideRow> rows;
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::optional<std::int64_t> last;
      int repeat = 0;
      store_.read_curve(run.id, names[i], first, first + (steps_per_window - 1),
                        [&](std::span<const CurvePoint> points) {
                          for (const auto& point : points) {
                            repeat = point.step == last ? repeat + 1 : 0;
                            last = point.step;
                            auto& row = rows[{point.step, repeat}];
                            row.values.resize(names.size());
                            row.values[i] = point.value;
                            row.time = std::max(row.time, point.time);
                            ++made_.points;
                          }
                        });
    }
    std::string text;
    for (const auto& [place, row] : rows) {
      text += concat(place.first, ',', number_text(row.time), ',', wall_text(clock, {place.first, row.time, 0}));
      for (const auto& value : row.values) text += ',' + (value ? number_text(*value) : std::string());
      text += '\n';
    }
    file.write(text);
  }

  void begin_long(const fs::path& folder) {
    long_ = std::make_unique<OutputFile>(folder / "curves.csv");
    long_->write("run,name,series,step,time,wall_time,value\n");
    made_.files.push_back(request_.out / "curves.csv");
  }

  void write_long(const RunRecord& run, const WallClock& clock) {
    const auto head = concat(run.id, ',', csv_field(run.name), ',');
    each_point(run, [&](const std::string& series, const CurvePoint& point) {
      long_->write(concat(head, csv_field(series), ',', point.step, ',', number_text(point.time), ',',
                          wall_text(clock, point), ',', number_text(point.value), '\n'));
    });
  }

  /// To the millisecond.
  static std::string wall_text(const WallClock& clock, const CurvePoint& point) {
    char text[40];
    std::snprintf(text, sizeof text, "%.3f", clock.at(point));
    return text;
  }

  const CurveExportRequest& request_;
  const Progress& progress_;
  ExperimentStore store_;
  std::unique_ptr<OutputFile> long_;
  CurveExport made_;
  double share_ = 0;
  std::size_t all_ = 1;
};

}  // namespace

CurveFormat curve_format_from_name(std::string_view name) {
  if (name == "tensorboard") return CurveFormat::tensorboard;
  if (name == "csv") return CurveFormat::csv_wide;
  if (name == "csv-long") return CurveFormat::csv_long;
  throw std::invalid_argument(concat("unknown format \"", name, "\": expected tensorboard, csv or csv-long"));
}

CurveExport export_curves(const CurveExportRequest& request, const Progress& progress) {
  return Exporter(request, progress).write();
}

}  // namespace vignette
