#pragma once
// Stored curves for other programs: TensorBoard's event files and CSV.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"

namespace vignette {

enum class CurveFormat {
  tensorboard,  ///< a folder a run, with an event file: scalars, and captions of some images as texts
  csv_wide,     ///< a file a run: step, time, wall_time, a series a column
  csv_long      ///< curves.csv: run, name, series, step, time, wall_time, value
};
/// "tensorboard", "csv" (wide), "csv-long"; throws std::invalid_argument for another name.
CurveFormat curve_format_from_name(std::string_view name);

struct CurveExportRequest {
  std::filesystem::path store;
  std::vector<RunId> runs;  ///< empty: all
  CurveFormat format = CurveFormat::tensorboard;
  std::filesystem::path out;  ///< folder; made if missing
};

struct CurveExport {
  std::int64_t runs = 0, points = 0;
  std::vector<std::filesystem::path> files;
};

/// All or nothing: writes beside `out` and moves into it at the end, and refuses names that are there already. Memory
/// does not grow with the curves. `progress` gets 0 to 1 and answers false to cancel (JobCancelled). Throws
/// std::runtime_error, StoreError.
CurveExport export_curves(const CurveExportRequest& request, const std::function<bool(double)>& progress = {});

}  // namespace vignette
