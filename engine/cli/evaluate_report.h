#pragma once
// What the evaluate command prints and writes.

#include <filesystem>
#include <map>
#include <string>

#include "cli/console.h"
#include "metrics/bootstrap.h"
#include "session/jobs.h"

namespace vignette {

struct EvaluateReport {
  EvaluateResult result;
  std::map<std::string, ConfidenceInterval> intervals;  ///< empty: not asked for
  std::map<std::string, PairedComparison> comparisons;  ///< empty: nothing to compare with
};

void print_json(Console& console, const EvaluateReport& report);
void print_table(Console& console, const EvaluateReport& report);

/// A JSON object a line: {"image_id", "scores"}. Throws std::runtime_error naming the file.
void write_per_image(const EvaluateResult& result, const std::filesystem::path& file);

}  // namespace vignette
