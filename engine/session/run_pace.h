#pragma once
// How long a run may take, by what runs like it took in the same store.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "recipe/recipe.h"

namespace vignette {

class ExperimentStore;

/// Looks at the store once (its newest 50 runs); the estimates are then computed without it.
class RunPace {
 public:
  explicit RunPace(ExperimentStore& store);

  /// Seconds of a whole run: its planned steps (step_limit) at the speed of the newest run with the same objective,
  /// models, images, batch size and device. nullopt where epochs decide or no such run has trained for 10 steps.
  std::optional<double> seconds(const Recipe& recipe) const;

 private:
  std::vector<std::pair<std::string, double>> known_;  // what decides the speed, seconds a step; newest first
};

/// What decides a run's speed, as one text: two recipes with the same one train alike.
std::string speed_key(const Recipe& recipe);

}  // namespace vignette
