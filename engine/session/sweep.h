#pragma once
// Sweeps: many runs of one recipe that differ in a few parameters, from a grid of values and from random ranges.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "recipe/recipe.h"
#include "store/queue_records.h"

namespace vignette {

/// One parameter that a sweep varies.
struct SweepAxis {
  enum class Kind {
    grid,    ///< every one of `values`
    choice,  ///< draws of `values`
    linear,  ///< draws between minimum and maximum, evenly
    log      ///< the same, evenly in the logarithm; both above 0
  };
  std::string key;
  Kind kind = Kind::grid;
  std::vector<ParameterValue> values;
  double minimum = 0, maximum = 0;  ///< integers: both may be drawn
  bool operator==(const SweepAxis&) const = default;
};

/// Every combination of the grids runs with every one of the `count` draws; the same draws for each combination, so
/// that a grid of seeds repeats them.
struct Sweep {
  std::string name;
  std::vector<SweepAxis> axes;
  std::int64_t count = 1;  ///< draws; 1 without random axes
  std::int64_t seed = 0;   ///< of the draws
  bool operator==(const Sweep&) const = default;
};

/// TOML: [sweep] with name, count and seed; [parameters] with, for a key, a list (grid) or {min, max, scale = "linear"
/// or "log"} or {choice = [...]}. `origin` names the text in errors. Throws RecipeError with every problem, a line
/// each: the line of the text, the key, and what the parameter expects.
Sweep read_sweep(std::string_view toml, std::string_view origin);
Sweep read_sweep_file(const std::filesystem::path& file);
/// What read_sweep reads back.
std::string sweep_toml(const Sweep& sweep);
/// What is wrong with an axis, as a sentence that begins with its key; "" when nothing is.
std::string problem_with(const SweepAxis& axis);

struct SweepRun {
  std::string name;  ///< "lr=0.0001, weight=0.2": the shortest ends of the keys that tell them apart
  std::vector<std::pair<std::string, ParameterValue>> values;  ///< in the order of the axes
  Recipe recipe;
};

struct SweepExpansion {
  std::vector<SweepRun> runs;
  std::size_t duplicates = 0;  ///< draws that repeated another run and were left out
};

/// The sweep's runs, the last axis changing fastest within a draw. The same on every machine: the value of a draw
/// depends on seed, key and the draw's number alone (more draws keep the earlier ones). Throws RecipeError for a bad
/// axis, a recipe that cannot run with some values (naming them), and more than max_sweep_runs runs.
SweepExpansion expand_sweep(const Sweep& sweep, const Recipe& recipe);
/// Runs that expand_sweep would look at, duplicates counted; saturates.
std::int64_t sweep_size(const Sweep& sweep);
inline constexpr std::int64_t max_sweep_runs = 10000;

/// For ExperimentStore::put_sweep.
std::vector<QueuedRun> queued_runs_of(const SweepExpansion& expansion);

}  // namespace vignette
