#pragma once
// Recipes of stored runs, with the live changes that were made to them.

#include <string>
#include <vector>

#include "recipe/recipe.h"
#include "store/experiment_store.h"

namespace vignette {

/// As given and as resolved: a key that the user left alone stays left alone, and keeps the value it had when the run
/// began. "Named or not" matters to training.epochs. Throws RecipeError.
Recipe stored_recipe(const RunRecord& record);

/// Live changes up to `step` belong to the recipe now (of the phase they were made in, and of those after it that do
/// not set the key themselves); later ones are returned, to be made again at their steps, unless `overridden` names
/// their key. Throws RecipeError.
std::vector<ParameterChange> apply_changes(Recipe& recipe, const std::vector<ParameterChange>& changes,
                                           const std::vector<RunPhase>& phases, std::int64_t step,
                                           const std::vector<std::string>& overridden = {});

/// `recipe` of the run as it stood after `step`. Throws RecipeError, StoreError.
Recipe recipe_at(ExperimentStore& store, RunId run, Recipe recipe, std::int64_t step);

}  // namespace vignette
