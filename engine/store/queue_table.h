#pragma once
// The queue of experiments and the sweeps. Internal to the store.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/queue_records.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's.
class QueueTable {
 public:
  explicit QueueTable(Database& database) : database_(database) {}

  std::vector<QueuedRun> entries();
  std::optional<QueuedRun> entry(std::int64_t id);
  /// Adds an entry, or puts one back under its number and place. Returns the number.
  std::int64_t put(const QueuedRun& entry);
  /// False when it is not there.
  bool remove(std::int64_t id);
  void set_problem(std::int64_t id, const std::string& problem);
  void order(std::span<const std::int64_t> ids);
  /// Takes an entry for a run that begins; throws StoreError when another process was quicker.
  QueuedRun take(std::int64_t id);

  std::int64_t add_sweep(const std::string& name, const std::string& definition);
  std::vector<SweepRecord> sweeps();

 private:
  Database& database_;
};

}  // namespace vignette
