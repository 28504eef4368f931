#pragma once
// Work beside the caller's. Internal to the data layer.

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace vignette {

/// Runs one job at a time on a thread of its own. Where the machine is too busy to let that thread begin, the caller
/// runs the job itself when it needs it done, so that nobody ever waits for a processor but for work. Used by one
/// thread.
class SideThread {
 public:
  SideThread() = default;
  /// Ends without a job that has not begun.
  ~SideThread();
  SideThread(const SideThread&) = delete;
  SideThread& operator=(const SideThread&) = delete;

  /// The job before has to be finished.
  void start(std::function<void()> job);
  /// Returns when the job, if there is one, has been run. Throws what it threw.
  void finish();

 private:
  enum class State { idle, offered, running, ending };
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::idle;
  std::function<void()> job_;
  std::exception_ptr failure_;
  std::thread thread_;  ///< made for the first job
};

}  // namespace vignette
