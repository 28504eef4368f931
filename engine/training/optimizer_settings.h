#pragma once
// The recipe's optimizer keys, and which parameters train.

#include <string>

#include "models/captioner.h"
#include "recipe/recipe.h"
#include "store/records.h"
#include "training/optimizer.h"

namespace vignette {

/// optimizer.* and compat: the original's rule for weights without decay when compat = "reference"; a loss scale when
/// precision = "fp16".
AdamWOptions optimizer_options(const Recipe& recipe);

/// What trains of the captioner, by training.language_model_freezing and training.freeze_language_model: everything,
/// the mapper alone, or all but the language model's middle blocks (clip-gpt-captioning: the embeddings, the first and
/// the last block and the final LayerNorm train, which are GPT-2's first and last 14 parameters).
void set_trainable(Captioner& captioner, const Recipe& recipe);

/// Learning rate of the update after `done` of `total`: the value of `rate_key` by optimizer.schedule, with the warm-up
/// of `warmup_key`.
double scheduled_rate(const Recipe& recipe, std::string_view rate_key, std::string_view warmup_key, std::int64_t done,
                      std::int64_t total);

/// Freezes what training.freeze names among the trained models' `parameters` together, each model's under the name that
/// errors call it by. Logs what trains. Throws RecipeError for a pattern that matches nothing, or when nothing of a
/// model is left to train.
void apply_freezing(const Recipe& recipe, const std::vector<std::pair<std::string, NamedTensors>>& models);

/// With a loss scale: adds "loss_scale/<model>" and "skipped_steps/<model>" (so far), and drops norms of gradients that
/// overflowed, since such a step is left out.
void add_loss_scale(Scalars& scalars, const AdamW& optimizer, const std::string& model);

/// Where lora.rank asks for it: low-rank adapters in the language model, which train in the place of its weights. New
/// ones depend on training.seed alone. Throws RecipeError for a target that the model lacks.
void add_adapters(Captioner& captioner, const Recipe& recipe);

/// Appends `parameters` with `prefix` in front of each name.
void append_named(NamedTensors& to, const std::string& prefix, const NamedTensors& parameters);

}  // namespace vignette
