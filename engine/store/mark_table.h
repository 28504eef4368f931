#pragma once
// Marks at steps of a run (notes, warnings), and what the clock said when its steps were stored.

#include <vector>

#include "store/database.h"
#include "store/records.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's.
class MarkTable {
 public:
  explicit MarkTable(Database& database) : database_(database) {}

  /// Adds, or replaces the mark of the same number.
  std::int64_t put(const RunMark& mark);
  /// At the run's last step, unless it has that warning, or a thousand.
  void add_warning(RunId run, const std::string& text);
  std::vector<RunMark> of_run(RunId run);
  /// Steps from `first_step` on were stored now, the newest of them `time` seconds into the run.
  void note_clock(RunId run, std::int64_t first_step, double time);
  std::vector<ClockMark> clock(RunId run);
  /// One stretch for the whole run, of this offset.
  void set_clock(RunId run, double wall_offset);
  /// What the engine said after `step` goes; notes of users stay.
  void truncate(RunId run, std::int64_t step);

 private:
  Database& database_;
};

}  // namespace vignette
