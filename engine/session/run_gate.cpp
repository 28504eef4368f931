#include "session/run_gate.h"

namespace vignette {

void RunGate::pause() {
  const std::lock_guard lock(mutex_);
  paused_ = true;
  stepping_ = false;
}

void RunGate::resume() {
  const std::lock_guard lock(mutex_);
  paused_ = stepping_ = false;
  changed_.notify_all();
}

void RunGate::step_once() {
  const std::lock_guard lock(mutex_);
  if (!paused_) return;
  stepping_ = true;
  changed_.notify_all();
}

void RunGate::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

void RunGate::adjust(std::string key, ParameterValue value) {
  const std::lock_guard lock(mutex_);
  changes_.emplace_back(std::move(key), std::move(value));
}

void RunGate::fail(std::exception_ptr failure) {
  const std::lock_guard lock(mutex_);
  failure_ = std::move(failure);
  changed_.notify_all();
}

bool RunGate::stop_requested() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

void RunGate::step_done() {
  const std::lock_guard lock(mutex_);
  stepping_ = false;
}

void RunGate::rest(std::unique_lock<std::mutex>& lock) {
  lock.unlock();
  paused_changed_(true);
  lock.lock();
  changed_.wait(lock, [this] { return !must_rest(); });
  const bool goes_on = !stopped_ && !failure_;
  lock.unlock();
  if (goes_on) paused_changed_(false);
  lock.lock();
}

RunControl::Verdict RunGate::poll(std::vector<std::pair<std::string, ParameterValue>>& changes) {
  std::unique_lock lock(mutex_);
  while (must_rest()) rest(lock);
  if (failure_) std::rethrow_exception(failure_);
  changes.insert(changes.end(), std::make_move_iterator(changes_.begin()), std::make_move_iterator(changes_.end()));
  changes_.clear();
  return stopped_ ? Verdict::stop : Verdict::go_on;
}

}  // namespace vignette
