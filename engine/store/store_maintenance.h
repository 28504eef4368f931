#pragma once
// Keeps a store small and in its place: free pages back to the disk, captions and checkpoints thinned out, stores
// merged and moved. Each function blocks until it is done, in transactions under 50 ms, so that a run goes on training
// meanwhile; `progress` gets the share done, 0 to 1, and stops the work by false (what was done stays, and is whole).

#include <functional>
#include <string>
#include <vector>

#include "store/experiment_store.h"

namespace vignette {

using MaintenanceProgress = std::function<bool(double share)>;

struct StoreSize {
  std::int64_t file = 0;  ///< bytes of the database with its journal
  std::int64_t free = 0;  ///< of it unused: what vacuum_store() gives back
  std::int64_t runs = 0;  ///< bytes below <store>.runs: checkpoints and caches
};
StoreSize store_size(ExperimentStore& store);

/// Removes runs that were deleted, their files, and run folders that no run owns; gives unused pages back. Returns the
/// bytes freed. Deleted runs cannot come back afterwards.
std::int64_t vacuum_store(ExperimentStore& store, const MaintenanceProgress& progress = {});

struct CaptionPruning {
  enum class Keep { last, evaluations, every_nth } keep = Keep::last;
  std::int64_t every = 10;  ///< for every_nth: of the steps that have captions, counted from the first
};
/// The steps whose captions would go: never the last one. Ascending.
std::vector<std::int64_t> prunable_caption_steps(ExperimentStore& store, RunId run, const CaptionPruning& pruning);
/// Returns how many captions went.
std::int64_t prune_captions(ExperimentStore& store, const std::vector<RunId>& runs, const CaptionPruning& pruning,
                            const MaintenanceProgress& progress = {});

/// Checkpoints that are not the newest of their run, nor of kind "best", "final" or "pinned", nor the start of a
/// branch.
std::vector<CheckpointRecord> prunable_checkpoints(ExperimentStore& store, RunId run);
/// Removes them with their files, except of runs that train. Returns the bytes freed.
std::int64_t prune_checkpoints(ExperimentStore& store, const std::vector<RunId>& runs,
                               const MaintenanceProgress& progress = {});

struct MergeOutcome {
  std::int64_t copied = 0, known = 0;  ///< runs that came, and that were there already
  bool stopped = false;
  std::vector<std::string> missing_checkpoints;
};
/// Copies every run of `from` that `to` does not hold (copy_run), then the tags of pictures, and the ratings between
/// runs that came. Throws StoreError.
MergeOutcome merge_stores(ExperimentStore& from, ExperimentStore& to, bool checkpoints,
                          const MaintenanceProgress& progress = {});

/// Moves a store's file with its .runs folder; paths in it stay right. Nothing must have it open. Either the whole
/// store is at the new place afterwards or all stays at the old one. Returns false when `progress` stopped it. Throws
/// StoreError: a run trains, it is open elsewhere, something is at the new place, the disk is full.
bool move_store(const std::filesystem::path& from, const std::filesystem::path& to,
                const MaintenanceProgress& progress = {});

}  // namespace vignette
