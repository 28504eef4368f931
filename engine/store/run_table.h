#pragma once
// Runs in the store: their own row, tags, provenance, best values.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/experiment_store.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's.
class RunTable {
 public:
  explicit RunTable(Database& database) : database_(database) {}

  RunId add(const NewRun& run);
  /// States as stored. `only`: one run, deleted or not; otherwise all that are not deleted, newest first.
  std::vector<RunRecord> records(std::optional<RunId> only);
  /// Throws StoreError when there is no such run.
  void require(RunId run);
  void set_text(RunId run, const std::string& column, const std::string& value);
  void set_tags(RunId run, const std::vector<std::string>& tags);
  void set_provenance(RunId run, const std::map<std::string, std::string>& provenance);
  void set_state(RunId run, RunState state, const std::string& reason);
  /// After steps were appended: the last step, the last reward and the best of each val/… series.
  void note_scalars(RunId run, std::span<const ExperimentStore::StepScalars> steps);
  /// After a truncation: the same from what is left. `curve_of` reads a curve.
  template <class CurveOf>
  void renew_scalars(RunId run, std::int64_t step, const std::vector<std::string>& series, const CurveOf& curve_of);

  void set_owner(RunId run, const RunOwner& owner);
  std::optional<RunOwner> owner(RunId run);

 private:
  void note_best(RunId run, const std::string& series, double value, std::int64_t step);
  void add_tags(std::map<RunId, RunRecord*>& by_id);
  void add_maps(std::map<RunId, RunRecord*>& by_id);

  Database& database_;
};

/// Losses are best when small, other metrics when large.
bool smaller_is_better(const std::string& series);

/// Series whose best value a run's record shows: figures of the validation and of the test set.
inline bool has_best(const std::string& series) {
  return series.starts_with("val/") || series.starts_with("test/");
}

template <class CurveOf>
void RunTable::renew_scalars(RunId run, std::int64_t step, const std::vector<std::string>& series,
                             const CurveOf& curve_of) {
  database_.run("DELETE FROM run_best WHERE run = ?", run);
  database_.run("UPDATE run SET steps = min(steps, ?), last_reward = NULL WHERE id = ?", step, run);
  for (const auto& name : series) {
    if (name == "reward") {
      const auto rewards = curve_of(name);
      if (!rewards.empty()) database_.run("UPDATE run SET last_reward = ? WHERE id = ?", rewards.back().value, run);
    } else if (has_best(name)) {
      for (const auto& point : curve_of(name)) note_best(run, name, point.value, point.step);
    }
  }
}

}  // namespace vignette
