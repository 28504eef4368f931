#pragma once
// Where requests to a run (pause, step, stop, adjust, evaluate, caption) wait until the run polls for them.

#include <condition_variable>
#include <deque>
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
  void pause_for_alarm() override { pause(); }
  void resume();
  /// While paused: lets the run go on until its next step_done().
  void step_once();
  void stop();
  /// `value` must suit the parameter already.
  void adjust(std::string key, ParameterValue value);
  /// Answered when the run next polls and accepts requests, paused or not. False when no poll will come any more.
  bool ask(RunRequest request);
  /// Ends the taking of requests and returns those that nobody will answer.
  std::vector<RunRequest> close_requests();
  /// Makes the next poll() throw `failure`, paused or not.
  void fail(std::exception_ptr failure);
  bool stop_requested() const override;

  void step_done();
  Verdict poll(std::vector<std::pair<std::string, ParameterValue>>& changes) override;
  void accept_requests(bool accept) override;
  std::optional<RunRequest> take_request() override;

 private:
  bool must_rest() const { return paused_ && !stepping_ && !stopped_ && !failure_; }
  bool must_answer() const { return accepting_ && !requests_.empty() && !stopped_ && !failure_; }
  void rest(std::unique_lock<std::mutex>& lock);
  void tell_paused(std::unique_lock<std::mutex>& lock, bool paused);

  const std::function<void(bool)> paused_changed_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool paused_ = false, stepping_ = false, stopped_ = false;
  std::exception_ptr failure_;
  std::vector<std::pair<std::string, ParameterValue>> changes_;
  std::deque<RunRequest> requests_;
  bool accepting_ = false, closed_ = false, resting_ = false;  ///< resting: told that the run came to rest
};

}  // namespace vignette
