#include "data/side_thread.h"

#include <utility>

namespace vignette {

SideThread::~SideThread() {
  if (!thread_.joinable()) return;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return state_ != State::running; });
    state_ = State::ending;
  }
  changed_.notify_all();
  thread_.join();
}

void SideThread::start(std::function<void()> job) {
  {
    const std::scoped_lock lock(mutex_);
    job_ = std::move(job);
    state_ = State::offered;
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_all();
}

void SideThread::finish() {
  std::unique_lock lock(mutex_);
  if (state_ == State::offered) {
    state_ = State::idle;
    lock.unlock();
    return job_();
  }
  changed_.wait(lock, [&] { return state_ != State::running; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void SideThread::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return state_ == State::offered || state_ == State::ending; });
    if (state_ == State::ending) return;
    state_ = State::running;
    lock.unlock();
    std::exception_ptr failure;
    try {
      job_();
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    failure_ = failure;
    state_ = State::idle;
    changed_.notify_all();
  }
}

}  // namespace vignette
