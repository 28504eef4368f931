#pragma once
// Recipes that come with the program, and the demo's lessons once the demo is there.

#include <QString>
#include <filesystem>
#include <vector>

#include "recipe/recipe.h"

namespace vignette {

struct Preset {
  QString title;        ///< as shown
  QString description;  ///< one sentence
  std::string name;     ///< of the recipe: "cgtgan"; "" for the defaults of the parameter table
};

/// The defaults first, then those in resources/recipes by name; the lessons at the end, which need the demo.
std::vector<Preset> presets();

/// `demo`: the demo's folder, from which a lesson's paths start. Throws RecipeError.
Recipe presetRecipe(const Preset& preset, const std::filesystem::path& demo);

}  // namespace vignette
