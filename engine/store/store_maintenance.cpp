#include "store/store_maintenance.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "store/database.h"
#include "store/folder_copy.h"
#include "store/run_copy.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t pages_per_slice = 500;
constexpr std::int64_t captions_per_slice = 250;

fs::path runs_folder(const fs::path& store) {
  return fs::absolute(store).lexically_normal().string() + ".runs";
}

bool go_on(const MaintenanceProgress& progress, double share) {
  return !progress || progress(std::clamp(share, 0.0, 1.0));
}

/// Folders named by a number that no run has: left by a run that was removed, or by a copy that was killed.
std::vector<fs::path> ownerless_folders(Database& database, const fs::path& store) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(runs_folder(store), ignored)) {
    const auto name = entry.path().filename().string();
    if (!entry.is_directory(ignored) || name.empty() || name.size() > 18 ||
        name.find_first_not_of("0123456789") != name.npos)
      continue;
    Database::Query row(database, "SELECT 1 FROM run WHERE id = ?", std::int64_t{std::stoll(name)});
    const auto inside = fs::path(runs_folder(store).filename() / name).string() + "/%";
    Database::Query used(database, "SELECT 1 FROM checkpoint WHERE path LIKE ? LIMIT 1", inside);
    if (!row.next() && !used.next()) found.push_back(entry.path());
  }
  return found;
}

bool return_pages(Database& database, const MaintenanceProgress& progress) {
  const auto all = std::max<std::int64_t>(1, database.pragma("freelist_count"));
  for (auto left = all; left > 0; left = database.pragma("freelist_count")) {
    if (!go_on(progress, 1 - static_cast<double>(left) / static_cast<double>(all))) return false;
    if (!database.shrink(pages_per_slice)) break;
  }
  return true;
}

}  // namespace

StoreSize store_size(ExperimentStore& store) {
  Database database(store.file(), true);
  StoreSize size;
  std::error_code ignored;
  for (const auto* end : {"", "-wal"})
    if (const fs::path file = store.file().string() + end; fs::exists(file, ignored))
      size.file += static_cast<std::int64_t>(fs::file_size(file, ignored));
  size.free = database.pragma("freelist_count") * database.pragma("page_size");
  size.runs = folder_bytes(runs_folder(store.file()));
  return size;
}

std::int64_t vacuum_store(ExperimentStore& store, const MaintenanceProgress& progress) {
  const auto before = store_size(store);
  for (const auto& path : store.purge_deleted()) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Database database(store.file(), false);
  for (const auto& folder : ownerless_folders(database, store.file())) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }
  return_pages(database, progress);
  database.pragma("wal_checkpoint(TRUNCATE)");
  const auto after = store_size(store);
  return std::max<std::int64_t>(0, before.file + before.runs - after.file - after.runs);
}

std::vector<std::int64_t> prunable_caption_steps(ExperimentStore& store, RunId run, const CaptionPruning& pruning) {
  auto steps = store.caption_steps(run);
  if (steps.empty()) return steps;
  steps.pop_back();
  std::set<std::int64_t> kept;
  if (pruning.keep == CaptionPruning::Keep::every_nth)
    for (std::size_t i = 0; i < steps.size(); i += static_cast<std::size_t>(std::max<std::int64_t>(1, pruning.every)))
      kept.insert(steps[i]);
  if (pruning.keep == CaptionPruning::Keep::evaluations)
    for (const auto& series : store.series(run))
      if (series.starts_with("val/") || series.starts_with("test/"))
        for (const auto& point : store.curve(run, series)) kept.insert(point.step);
  std::erase_if(steps, [&](std::int64_t step) { return kept.contains(step); });
  return steps;
}

std::int64_t prune_captions(ExperimentStore& store, const std::vector<RunId>& runs, const CaptionPruning& pruning,
                            const MaintenanceProgress& progress) {
  Database database(store.file(), false);
  std::int64_t removed = 0;
  for (std::size_t place = 0; place < runs.size(); ++place) {
    const auto steps = prunable_caption_steps(store, runs[place], pruning);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const double inside = static_cast<double>(i) / static_cast<double>(steps.size());
      if (!go_on(progress, (static_cast<double>(place) + inside) / static_cast<double>(runs.size()))) return removed;
      for (int went = 1; went > 0; removed += went)
        database.write([&] {
          went = database.run(
              "DELETE FROM caption WHERE id IN (SELECT id FROM caption WHERE run = ? AND step = ? LIMIT ?)",
              runs[place], steps[i], captions_per_slice);
        });
    }
  }
  go_on(progress, 1);
  return removed;
}

std::vector<CheckpointRecord> prunable_checkpoints(ExperimentStore& store, RunId run) {
  auto all = store.checkpoints(run);
  std::set<std::string> kept;
  for (const auto& other : store.runs())
    if (!other.parent_checkpoint.empty()) kept.insert(other.parent_checkpoint);
  for (const auto& one : all)
    if (one.kind == "best" || one.kind == "final" || one.kind == "pinned") kept.insert(one.path);
  // "good" ones may lack the optimisers: a run goes on from its newest other one.
  const auto newest = std::find_if(all.rbegin(), all.rend(), [](const auto& one) { return one.kind != "good"; });
  if (newest != all.rend()) kept.insert(newest->path);
  if (!all.empty()) kept.insert(all.back().path);
  std::erase_if(all, [&](const auto& one) { return kept.contains(one.path); });
  return all;
}

std::int64_t prune_checkpoints(ExperimentStore& store, const std::vector<RunId>& runs,
                               const MaintenanceProgress& progress) {
  std::int64_t freed = 0;
  for (std::size_t place = 0; place < runs.size(); ++place) {
    if (store.owner_alive(runs[place])) continue;
    std::set<std::string> gone;
    for (const auto& checkpoint : prunable_checkpoints(store, runs[place])) {
      if (!go_on(progress, static_cast<double>(place) / static_cast<double>(runs.size()))) return freed;
      store.remove_checkpoint(checkpoint.id);  // first: a row without files would look like damage
      gone.insert(checkpoint.path);
    }
    for (const auto& path : gone) {
      const auto bytes = folder_bytes(path);
      std::error_code problem;
      fs::remove_all(path, problem);
      if (problem) throw StoreError(path + ": cannot be removed (" + problem.message() + "). Remove it by hand.");
      freed += bytes;
    }
  }
  go_on(progress, 1);
  return freed;
}

namespace {

void merge_picture_tags(Database& from, Database& to) {
  Database::Query row(from, "SELECT path, tag FROM image_tag");
  for (bool more = row.next(); more;)
    to.write([&] {
      for (std::int64_t i = 0; more && i < captions_per_slice; ++i, more = row.next())
        to.run("INSERT OR IGNORE INTO image_tag VALUES (?, ?)", row.text(0), row.text(1));
    });
}

void merge_ratings(Database& from, Database& to, const std::map<RunId, RunId>& came) {
  Database::Query row(from, "SELECT run_a, step_a, run_b, step_b, path, verdict, rated_at FROM caption_rating");
  while (row.next()) {
    const auto a = came.find(row.integer(0)), b = came.find(row.integer(2));
    if (a == came.end() || b == came.end()) continue;
    to.write([&] {
      to.run(
          "INSERT INTO caption_rating (run_a, step_a, run_b, step_b, path, verdict, rated_at) SELECT ?1, ?2, ?3, ?4, "
          "?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM caption_rating WHERE run_a = ?1 AND run_b = ?3 AND path = ?5 AND "
          "rated_at = ?7)",
          a->second, row.integer(1), b->second, row.integer(3), row.text(4), row.text(5), row.real(6));
    });
  }
}

}  // namespace

MergeOutcome merge_stores(ExperimentStore& from, ExperimentStore& to, bool checkpoints,
                          const MaintenanceProgress& progress) {
  auto runs = from.runs();
  std::ranges::reverse(runs);  // oldest first, so that parents come before their branches
  MergeOutcome outcome;
  std::map<RunId, RunId> came;
  for (std::size_t i = 0; i < runs.size() && !outcome.stopped; ++i) {
    RunCopyOptions options;
    options.checkpoints = checkpoints;
    options.progress = [&](double share) {
      return go_on(progress, (static_cast<double>(i) + share) / static_cast<double>(runs.size()));
    };
    const auto copy = copy_run(from, to, runs[i].id, options);
    if (!copy) {
      outcome.stopped = true;
      break;
    }
    came[runs[i].id] = copy->run;
    ++(copy->copied ? outcome.copied : outcome.known);
    outcome.missing_checkpoints.insert(outcome.missing_checkpoints.end(), copy->missing_checkpoints.begin(),
                                       copy->missing_checkpoints.end());
    outcome.stopped = !go_on(progress, static_cast<double>(i + 1) / static_cast<double>(runs.size()));
  }
  Database source(from.file(), true), target(to.file(), false);
  merge_picture_tags(source, target);
  merge_ratings(source, target, came);
  return outcome;
}

}  // namespace vignette
