#pragma once
// The adversarial recipe (CgtGAN): reference.md section 2.

#include <memory>

#include "training/objective.h"
#include "training/run_context.h"

namespace vignette {

/// Loads the models, embeds images and texts, computes the targets. Long; reports progress and polls. Throws
/// RecipeError, DatasetError, WeightsError, StopRequested.
std::unique_ptr<Objective> make_adversarial_objective(RunContext& context);

}  // namespace vignette
