// Recipes: what is read is written and read again as the same.
#include "recipe/recipe.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(recipe) {
  try {
    const auto recipe = Recipe::from_text(text_of(bytes), "mine.toml", "/recipes");
    const auto text = recipe.to_toml(false);
    require(Recipe::from_text(text, "written").to_toml(false) == text, "a recipe changes when it is written");
    recipe.phases();
  } catch (const RecipeError& error) {
    require(std::string_view(error.what()).starts_with("mine.toml:"), "an error does not name its file and line");
  }
}
