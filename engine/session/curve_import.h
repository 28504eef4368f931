#pragma once
// Runs of other programs, as curves in a store: TensorBoard's event files and W&B's CSV exports.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"

namespace vignette {

/// The curves of one run, read but not stored.
struct ForeignRun {
  std::string name;
  std::string origin;  ///< "tensorboard:/whole/folder", "csv:/whole/file.csv#run": tells a second import
  std::string source;  ///< file or folder, for the provenance
  /// Steps of a series never fall: a step that does voids what the series had from it on, as TensorBoard does.
  /// `time` is in seconds since `started_at`.
  std::map<std::string, std::vector<CurvePoint>> series;
  double started_at = 0;  ///< seconds since 1970, UTC; 0: unknown
};

struct ForeignRuns {
  std::vector<ForeignRun> runs;
  std::vector<std::string> warnings;  ///< damaged ends of files with their offsets, columns left out
};

/// A folder with event files (each sub-folder with some is a run) or CSV files, or one such file. `progress` gets 0 to
/// 1 and answers false to cancel (JobCancelled). Throws std::runtime_error naming the file and what was expected.
ForeignRuns read_foreign_runs(const std::filesystem::path& path, const std::function<bool(double)>& progress = {});

/// One CSV file: W&B's history (_step, _timestamp, _runtime, a metric a column), its charts' export ("Step",
/// "run - metric", "run - metric__MIN", …), or this program's wide form (step, time, wall_time, a series a column).
ForeignRuns read_curve_csv(const std::filesystem::path& file, const std::function<bool(double)>& progress = {});

struct CurveImport {
  std::vector<RunId> runs;  ///< the new ones
  std::int64_t points = 0;
  std::vector<std::string> skipped;  ///< a sentence each: imported before, or without any number
  std::vector<std::string> warnings;
};

/// Reads and stores. Each run appears whole or not at all; a cancelled import leaves none of its runs. Runs that the
/// store has by their origin stay as they are. Throws as read_foreign_runs, and StoreError.
CurveImport import_curves(const std::filesystem::path& path, const std::filesystem::path& store,
                          const std::function<bool(double)>& progress = {});

/// Adds a point, cutting the series where its step falls back. For the readers.
void add_point(std::vector<CurvePoint>& series, const CurvePoint& point);

}  // namespace vignette
