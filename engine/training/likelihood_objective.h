#pragma once
// Likelihood training of a captioner on caption text or image embeddings (reference.md sections 2 and 3).

#include <memory>

#include "training/objective.h"
#include "training/run_context.h"

namespace vignette {

/// Loads models and data. Long; reports progress and polls. Throws RecipeError, DatasetError, WeightsError,
/// StopRequested.
std::unique_ptr<Objective> make_likelihood_objective(RunContext& context);

}  // namespace vignette
