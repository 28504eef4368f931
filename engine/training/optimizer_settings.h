#pragma once
// The recipe's optimizer keys, and which parameters train.

#include <string>

#include "models/captioner.h"
#include "recipe/recipe.h"
#include "training/optimizer.h"

namespace vignette {

/// optimizer.* and compat: the original's rule for weights without decay when compat = "reference".
AdamWOptions optimizer_options(const Recipe& recipe);

/// What trains of the captioner, by training.language_model_freezing and training.freeze_language_model: everything,
/// the mapper alone, or all but the language model's middle blocks (clip-gpt-captioning: the embeddings, the first and
/// the last block and the final LayerNorm train, which are GPT-2's first and last 14 parameters).
void set_trainable(Captioner& captioner, const Recipe& recipe);

/// Appends `parameters` with `prefix` in front of each name.
void append_named(NamedTensors& to, const std::string& prefix, const NamedTensors& parameters);

}  // namespace vignette
