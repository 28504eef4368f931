#pragma once
// Recipes that come with the program.

#include <QString>
#include <vector>

#include "recipe/recipe.h"

namespace vignette {

struct Preset {
  QString name;      ///< as shown
  QString resource;  ///< ":/recipes/…"; "" for the defaults of the parameter table
};

/// The defaults first, then those in resources/recipes by name.
std::vector<Preset> presets();

/// Throws RecipeError.
Recipe presetRecipe(const Preset& preset);

}  // namespace vignette
