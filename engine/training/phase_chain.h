#pragma once
// A run's phases, one after the other (initialise → adversarial → self-critical, say).

#include "training/run_context.h"

namespace vignette {

/// Runs the context's phases from its checkpoint, or from the first, to the end or to a stop. A phase begins with the
/// models that the one before gave (its best or its last checkpoint, by training.phase_start), with new optimisers and
/// its own count of steps; the run's steps are numbered on. Throws what objectives and TrainingLoop throw.
TrainingOutcome run_phases(RunContext& context);

}  // namespace vignette
