#pragma once
// Everything that one run does on its worker thread: checks, store, training, end.

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "log/log.h"
#include "session/run_gate.h"
#include "session/store_writer.h"
#include "session/training_session.h"

namespace vignette {

struct NewRunTask {
  Recipe recipe;
  std::string name;
};

struct StoredRunTask {
  RunId run = 0;
  std::vector<std::string> changes;  ///< "key=value"
  bool accept_changed_files = false;
};

using RunTask = std::variant<NewRunTask, StoredRunTask, BranchRequest>;

/// run() is called once; gate() and the readers may be used from any thread at any time.
class RunWorker final : public RunObserver {
 public:
  RunWorker(const SessionOptions& options, const SessionEngine& engine, RunTask task);

  /// Never throws: whatever goes wrong ends in the state failed.
  void run() noexcept;
  void wait();
  RunGate& gate() { return gate_; }

  bool done() const;
  RunState state() const;
  RunId run_id() const;
  std::string failure() const;
  std::optional<TrainingOutcome> outcome() const;

 private:
  struct Prepared {
    Recipe recipe;
    TrainingRunOptions options;
  };

  void on_event(const TrainingEvent& event) override;
  void settle() override;
  Prepared prepare(const NewRunTask& task);
  Prepared prepare(const StoredRunTask& task);
  Prepared prepare(const BranchRequest& task);
  std::int64_t choose_checkpoint(ExperimentStore& store, const RunRecord& run, TrainingRunOptions& options);
  void compare_files(const StoredRunTask& task, const Recipe& recipe, const std::map<std::string, std::string>& before,
                     const std::map<std::string, std::string>& now);
  void create_run(std::unique_ptr<ExperimentStore> store, const NewRun& row);
  void adopt(std::unique_ptr<ExperimentStore> store, RunId run);
  std::map<std::string, std::string> provenance(const Recipe& recipe) const;
  void check(const Recipe& recipe, const std::map<std::string, std::string>& provenance) const;
  void train(const Prepared& prepared);
  void start_writer();
  void obey(const RunCommand& command);
  void refuse_requests(const std::string& why) noexcept;
  void end(RunState state, const TrainingOutcome& outcome);
  void fail(std::exception_ptr failure);
  std::string way_on();
  void store_failure(const std::string& text);
  void release() noexcept;
  void enter(RunState state, const std::string& reason = {});
  void set_state(RunState state);
  void tell(TrainingEvent event) const;

  const SessionOptions options_;
  const SessionEngine engine_;
  const RunTask task_;
  RunGate gate_;

  // The worker thread's alone.
  std::unique_ptr<ExperimentStore> store_;  ///< while there is no writer
  std::unique_ptr<StoreWriter> writer_;
  std::optional<RunLog> log_;
  std::int64_t last_step_ = 0;
  Recipe recipe_;                      ///< once prepared
  std::vector<std::string> warnings_;  ///< of the preparation, told once the run goes

  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  RunState state_ = RunState::created;
  RunId run_ = 0;
  std::string failure_;
  std::optional<TrainingOutcome> outcome_;
};

/// What to tell of an exception: no backtrace; where memory ran out, the run's peak and the forms of `recipe` that the
/// engine's estimate holds to fit.
std::string failure_text(std::exception_ptr failure, const Recipe& recipe, const SessionEngine& engine);

}  // namespace vignette
