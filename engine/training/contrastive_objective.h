#pragma once
// Contrastive training of a small CLIP on images and captions (Radford et al. 2021).

#include <memory>

#include "training/objective.h"
#include "training/run_context.h"

namespace vignette {

/// Loads models and data. Long; reports progress and polls. Throws RecipeError, DatasetError, WeightsError,
/// StopRequested.
std::unique_ptr<Objective> make_contrastive_objective(RunContext& context);

}  // namespace vignette
