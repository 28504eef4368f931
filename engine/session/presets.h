#pragma once
// Recipes and help pages that come with the program.

#include <string>
#include <string_view>
#include <vector>

#include "recipe/recipe.h"

namespace vignette {

struct RecipePreset {
  std::string name;         ///< file name without ".toml": "cgtgan", "lesson-collapse"
  std::string description;  ///< first sentence of its comment
  std::string_view toml;    ///< lives as long as the program
  /// Its paths start from the demo's folder (see write_demo).
  bool of_demo = false;
};

/// Those of resources/recipes, then the lessons of resources/demo, each part by name. Thread-safe.
const std::vector<RecipePreset>& recipe_presets();

/// The preset of this name, or nullptr.
const RecipePreset* find_preset(std::string_view name);

/// The first sentence of the comment that a recipe begins with; "" where there is none.
std::string recipe_description(std::string_view toml);

/// The Markdown of resources/help/NAME.md; "" where there is none.
std::string_view help_page(std::string_view name);

}  // namespace vignette
