#pragma once
// A stored captioner scored on sets of images, apart from any run. Free of LibTorch.

#include <filesystem>
#include <string>
#include <vector>

#include "training/training_run.h"

namespace vignette {

struct CheckpointToEvaluate {
  Recipe recipe;  ///< the run's: of it count evaluation.sets, with further ones if need be, device and threads
  std::filesystem::path checkpoint;  ///< its folder
  std::filesystem::path run_folder;  ///< of the run: holds the embedding cache
  std::int64_t step = 0;
  std::vector<std::string> sets;  ///< "val", "test" and names of evaluation.sets; empty: all that there are
  std::function<std::shared_ptr<const MeteorData>(std::vector<std::string>& notes)>
      find_meteor;  ///< TrainingRunOptions
};

/// Greedy captions and their figures, an event a set, as the run itself would tell them. Throws std::runtime_error with
/// a text fit for users: no captioner in the checkpoint, a set that is not there, StopRequested when `control` says so.
std::vector<EvaluationEvent> evaluate_checkpoint(const CheckpointToEvaluate& request, RunObserver& observer,
                                                 RunControl& control);

}  // namespace vignette
