#pragma once

#include <string>

#include "recipe/recipe.h"

namespace vignette {

/// The text of the RecipeError that `work` throws, "" for none.
template <class Work>
std::string complaint(const Work& work) {
  try {
    work();
  } catch (const RecipeError& error) {
    return error.what();
  }
  return {};
}

}  // namespace vignette
