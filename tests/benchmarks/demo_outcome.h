#pragma once
// One run on the demo, and what its store says of it afterwards.

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "recipe/recipe.h"

namespace vignette {

struct Outcome {
  double start = 0, last = 0, best = 0, test = 0;  ///< metric ×100; start: its first evaluation
  double seconds = 0, cpu_seconds = 0;
  std::int64_t steps = 0;
  std::vector<std::pair<double, double>> curve;  ///< step, metric ×100 on the validation images
};

/// Trains in this process and reads the curve of `metric` ("CIDEr", "R@1"). Throws std::runtime_error if the run fails
/// or was never evaluated.
Outcome train(const Recipe& recipe, const std::filesystem::path& store_file, const std::string& name,
              const std::string& metric = "CIDEr");

/// Calls the program's callback with what the command line asks for. -> exit code; failures go to standard error.
int parse_and_run(CLI::App& app, int argc, char** argv);

}  // namespace vignette
