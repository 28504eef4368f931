#include "session/stored_recipe.h"

#include <algorithm>

#include "log/log.h"

namespace vignette {
namespace {

/// The stored phase whose first step comes after `step`; "" for a run without chained phases.
std::string phase_after(const Recipe& recipe, const std::vector<RunPhase>& phases, std::int64_t step) {
  std::string name;
  if (!recipe.has_phases()) return name;
  for (const auto& phase : phases)
    if (phase.steps_before <= step || name.empty()) name = phase.name;
  return name.empty() ? recipe.phase_changes().front().name : name;
}

}  // namespace

Recipe stored_recipe(const RunRecord& record) {
  const auto origin = concat("the recipe of run ", record.id);
  auto recipe = Recipe::from_text(record.recipe_resolved, origin);
  const auto given = Recipe::from_text(record.recipe, origin);
  for (const auto& parameter : parameter_table())
    if (!given.is_set(parameter.key) && recipe.value(parameter.key) == parameter.default_value)
      recipe.reset(parameter.key);
  return recipe;
}

std::vector<ParameterChange> apply_changes(Recipe& recipe, const std::vector<ParameterChange>& changes,
                                           const std::vector<RunPhase>& phases, std::int64_t step,
                                           const std::vector<std::string>& overridden) {
  const auto is_overridden = [&](const std::string& key) {
    return std::find(overridden.begin(), overridden.end(), key) != overridden.end();
  };
  std::vector<ParameterChange> later;
  for (const auto& change : changes) {
    const auto phase = phase_after(recipe, phases, change.step);
    const auto own =
        phase.empty() || change.key.starts_with("phase.") ? change.key : concat("phase.", phase, ".", change.key);
    if (change.step > step) {
      if (!is_overridden(change.key) && !is_overridden(own)) later.push_back(change);
      continue;
    }
    recipe.set_text(change.key, change.value);
    if (own != change.key && recipe.is_set(own)) recipe.set_text(own, change.value);
  }
  return later;
}

Recipe recipe_at(ExperimentStore& store, RunId run, Recipe recipe, std::int64_t step) {
  apply_changes(recipe, store.parameter_changes(run), store.phases(run), step);
  return recipe;
}

}  // namespace vignette
