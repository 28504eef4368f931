#pragma once
// A training run without an engine: numbers for losses, a text file for a checkpoint.

#include <chrono>
#include <functional>
#include <memory>

#include "session/training_session.h"

namespace vignette {

struct FakeScript {
  std::int64_t steps = 10;
  std::chrono::microseconds step_time{200};
  std::int64_t checkpoint_every = 0;
  std::int64_t nan_at = 0;                        ///< G_loss is NaN at this step
  std::string reason;                             ///< why it ended before its last step
  std::size_t caption_bytes = 0;                  ///< a caption of this size with each step
  std::function<void(std::int64_t)> before_step;  ///< may throw
  std::vector<PhaseEvent> phases;                 ///< each told before its first step
};

/// Records what the run was given, for the test to look at.
struct FakeRecord {
  Recipe recipe;
  TrainingRunOptions options;
};

TrainingRunFactory fake_factory(FakeScript script, std::shared_ptr<FakeRecord> record = {});

/// A session engine of the fake alone.
SessionEngine fake_engine(FakeScript script, std::shared_ptr<FakeRecord> record = {});

/// A recipe without problems; its files do not exist.
Recipe fake_recipe();

}  // namespace vignette
