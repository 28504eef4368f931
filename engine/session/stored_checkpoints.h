#pragma once
// Which checkpoint a stored run goes on from, or a branch begins at.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "session/training_session.h"
#include "store/experiment_store.h"

namespace vignette {

struct ResumePoint {
  std::optional<CheckpointRecord> checkpoint;  ///< none: the run never wrote one
  std::vector<std::string> warnings;           ///< newer checkpoints that are damaged or gone
};

/// The newest checkpoint of a run that training can go on from and whose files are as they were written. One that lies
/// in `run_folder` unknown to the store (which was full, or whose process was killed) counts where no other is left,
/// and is stored. Throws SessionError naming the files when the run has checkpoints, but no whole one: that is no
/// reason to drop its curves and start over.
ResumePoint newest_whole_checkpoint(ExperimentStore& store, RunId run, const std::filesystem::path& run_folder);

/// The one that the request names, or the newest; of several of a step the one with optimisers. Throws SessionError
/// when there is none or when it is damaged.
CheckpointRecord branching_checkpoint(ExperimentStore& store, const BranchRequest& request,
                                      const std::filesystem::path& parent_folder);

/// Throws SessionError when `checkpoint` is gone or damaged.
void require_whole(const std::filesystem::path& checkpoint);

}  // namespace vignette
