#pragma once
// What a recipe's files say of its images and texts, read apart from any run. Any thread; free of LibTorch and Qt.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/dataset.h"
#include "recipe/recipe.h"

namespace vignette {

/// The part that a run by `recipe` has each image in, as training divides them. Throws DatasetError, RecipeError.
std::unordered_map<std::int64_t, Split> image_splits(const Recipe& recipe);

/// The captions that the critic learns from: corpus.path cleaned, or those of the training images. Throws DatasetError.
std::vector<std::string> corpus_of_recipe(const Recipe& recipe);

}  // namespace vignette
