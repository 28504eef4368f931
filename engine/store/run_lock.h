#pragma once
// Which process trains a run: its identity, and a file lock that the system drops when the process ends.

#include <filesystem>
#include <map>

#include "store/records.h"

namespace vignette {

/// Of the calling process; heartbeat is now.
RunOwner this_process();

/// Seconds since 1970, UTC.
double now_seconds();

/// Clock ticks after boot at which a process of this machine started; 0 when there is none.
std::int64_t process_start(std::int64_t pid);

/// Where the locks of a store's runs lie: <store>.runs/<run>.lock.
std::filesystem::path run_lock_file(const std::filesystem::path& store, RunId run);

/// The locks that one connection holds; they go with it.
class RunLocks {
 public:
  explicit RunLocks(std::filesystem::path store) : store_(std::move(store)) {}
  ~RunLocks();
  RunLocks(const RunLocks&) = delete;
  RunLocks& operator=(const RunLocks&) = delete;

  enum class Outcome { taken, held_elsewhere, unsupported };
  /// Throws StoreError when the lock's file cannot be made.
  Outcome take(RunId run);
  void drop(RunId run);
  bool holds(RunId run) const { return descriptors_.contains(run); }

 private:
  std::filesystem::path store_;
  std::map<RunId, int> descriptors_;
};

/// Whether the process that `owner` names still trains the run: by the file lock on this machine, elsewhere by a
/// heartbeat of the last minute.
bool owner_lives(const std::filesystem::path& store, RunId run, const RunOwner& owner);

}  // namespace vignette
