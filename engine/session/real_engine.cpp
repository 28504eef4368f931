// The one place where the session meets the LibTorch engine.

#include "session/training_session.h"
#include "training/training_run.h"

namespace vignette {

SessionEngine real_engine() {
  return {[](const Recipe& recipe, const TrainingRunOptions& options) { return make_training_run(recipe, options); },
          estimate_memory, engine_provenance};
}

}  // namespace vignette
