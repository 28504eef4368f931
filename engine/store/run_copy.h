#pragma once
// Copies a run from one store into another: its curves, captions, marks, answers and, if wanted, checkpoint files.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/experiment_store.h"

namespace vignette {

struct RunCopyOptions {
  bool checkpoints = true;  ///< copy their files too; without them the copy can be looked at but not gone on with
  std::string source;       ///< the store's name for `origin`, e.g. "ssh://host/runs.vignette"; "": its file
  /// Called with the share done, 0 to 1, a few times a second or oftener; false stops the copying.
  std::function<bool(double share)> progress;
};

struct RunCopy {
  RunId run = 0;                                 ///< its number in the target
  bool copied = true;                            ///< false: the target held it already, and nothing was done
  std::vector<std::string> missing_checkpoints;  ///< folders that the source names and that are not there
};

/// What tells a run apart in every store, whichever way it was copied: the number and the moment of its making in its
/// first store. RunRecord::origin is "STORE#IDENTITY".
std::string run_identity(const RunRecord& run);

/// Reads one snapshot of the run and writes in transactions under 50 ms; the copy is hidden until it is whole, and what
/// is left of one that fails or is stopped goes again. A run that trains is copied as interrupted. Checkpoints come to
/// lie in <target>.runs/<run>/. A parent or a sweep that the target holds stays linked; a sweep that it does not is
/// copied. Returns nullopt when `progress` stopped it. Throws StoreError: no such run, both stores the same file, a
/// file that cannot be read or written. Opens connections of its own, so that `from` and `to` may stay in use by the
/// caller's thread after it returns; blocks for as long as the copying takes.
std::optional<RunCopy> copy_run(ExperimentStore& from, ExperimentStore& to, RunId run,
                                const RunCopyOptions& options = {});

}  // namespace vignette
