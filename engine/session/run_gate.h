#pragma once
// Where requests to a run (pause, step, stop, adjust) wait until the run polls for them.

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "training/training_run.h"

namespace vignette {

/// Requests come from any thread; poll() and step_done() are the run's. The run's one poll point.
class RunGate final : public RunControl {
 public:
  /// `paused_changed` is called on the run's thread, without a lock, when the run comes to rest (true) or goes on
  /// (false).
  explicit RunGate(std::function<void(bool)> paused_changed) : paused_changed_(std::move(paused_changed)) {}

  void pause();
  void resume();
  /// While paused: lets the run go on until its next step_done().
  void step_once();
  void stop();
  /// `value` must suit the parameter already.
  void adjust(std::string key, ParameterValue value);
  /// Makes the next poll() throw `failure`, paused or not.
  void fail(std::exception_ptr failure);
  bool stop_requested() const;

  void step_done();
  Verdict poll(std::vector<std::pair<std::string, ParameterValue>>& changes) override;

 private:
  bool must_rest() const { return paused_ && !stepping_ && !stopped_ && !failure_; }
  void rest(std::unique_lock<std::mutex>& lock);

  const std::function<void(bool)> paused_changed_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool paused_ = false, stepping_ = false, stopped_ = false;
  std::exception_ptr failure_;
  std::vector<std::pair<std::string, ParameterValue>> changes_;
};

}  // namespace vignette
