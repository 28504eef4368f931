#include "session/run_pace.h"

#include <limits>

#include "log/log.h"
#include "session/stored_recipe.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr std::size_t runs_looked_at = 50;
constexpr std::int64_t fewest_steps = 10;

std::optional<double> seconds_a_step(ExperimentStore& store, RunId run) {
  const auto series = store.series(run);
  if (series.empty()) return std::nullopt;
  constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  const auto whole = store.curve_buckets(run, series.front(), least, most, 1);
  if (whole.empty()) return std::nullopt;
  const auto steps = whole.back().last_step - whole.front().first_step;
  const double seconds = whole.back().last_time - whole.front().first_time;
  if (steps < fewest_steps || !(seconds > 0)) return std::nullopt;
  return seconds / double(steps);
}

}  // namespace

std::string speed_key(const Recipe& recipe) {
  std::string key;
  for (const auto& phase : recipe.phases())
    for (const auto* name : {"training.objective", "training.batch_size", "dataset.train", "models.captioner",
                             "models.clip", "models.discriminator", "device"})
      if (find_parameter(name) != nullptr) key += format_value(phase.recipe.value(name)) + '\n';
  return key;
}

RunPace::RunPace(ExperimentStore& store) {
  auto runs = store.runs();
  if (runs.size() > runs_looked_at) runs.resize(runs_looked_at);
  for (const auto& run : runs) {
    if (run.recipe.empty() || run.steps < fewest_steps) continue;
    try {
      if (const auto seconds = seconds_a_step(store, run.id))
        known_.emplace_back(speed_key(stored_recipe(run)), *seconds);
    } catch (const RecipeError&) {
      // a recipe of another version tells nothing of this one's speed
    }
  }
}

std::optional<double> RunPace::seconds(const Recipe& recipe) const {
  const auto steps = step_limit(recipe);
  if (!steps) return std::nullopt;
  const auto wanted = speed_key(recipe);
  for (const auto& [key, seconds] : known_)
    if (key == wanted) return seconds * double(*steps);
  return std::nullopt;
}

}  // namespace vignette
