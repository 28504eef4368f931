#pragma once
// The recipe's optimizer keys, and which parameters train.

#include <string>

#include "models/captioner.h"
#include "recipe/recipe.h"
#include "training/optimizer.h"

namespace vignette {

/// optimizer.* and compat: the original's rule for weights without decay when compat = "reference".
AdamWOptions optimizer_options(const Recipe& recipe);

/// All parameters train, or the mapper's alone.
void set_trainable(Captioner& captioner, bool freeze_language_model);

/// Appends `parameters` with `prefix` in front of each name.
void append_named(NamedTensors& to, const std::string& prefix, const NamedTensors& parameters);

}  // namespace vignette
