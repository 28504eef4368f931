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

void RunGate::tell_paused(std::unique_lock<std::mutex>& lock, bool paused) {
  resting_ = paused;
  lock.unlock();
  paused_changed_(paused);
  lock.lock();
}

void RunGate::rest(std::unique_lock<std::mutex>& lock) {
  if (!resting_) tell_paused(lock, true);
  changed_.wait(lock, [this] { return !must_rest() || must_answer(); });
}

RunControl::Verdict RunGate::poll(std::vector<std::pair<std::string, ParameterValue>>& changes) {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (must_answer()) return Verdict::answer;
    if (must_rest())
      rest(lock);
    else if (resting_ && !stopped_ && !failure_)
      tell_paused(lock, false);
    else
      break;
  }
  resting_ = false;
  if (failure_) std::rethrow_exception(failure_);
  changes.insert(changes.end(), std::make_move_iterator(changes_.begin()), std::make_move_iterator(changes_.end()));
  changes_.clear();
  return stopped_ ? Verdict::stop : Verdict::go_on;
}

bool RunGate::ask(RunRequest request) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  requests_.push_back(std::move(request));
  changed_.notify_all();
  return true;
}

std::vector<RunRequest> RunGate::close_requests() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  std::vector<RunRequest> left(std::make_move_iterator(requests_.begin()), std::make_move_iterator(requests_.end()));
  requests_.clear();
  return left;
}

void RunGate::accept_requests(bool accept) {
  const std::lock_guard lock(mutex_);
  accepting_ = accept;
}

std::optional<RunRequest> RunGate::take_request() {
  const std::lock_guard lock(mutex_);
  if (requests_.empty()) return std::nullopt;
  auto request = std::move(requests_.front());
  requests_.pop_front();
  return request;
}

}  // namespace vignette
