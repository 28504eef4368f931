#pragma once
// The store's side of a run: one thread with the run's connection writes events, beats the heart and takes commands.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "store/experiment_store.h"
#include "training/events.h"

namespace vignette {

/// Bytes that an event keeps in memory, roughly.
std::size_t event_bytes(const TrainingEvent& event);

struct StoreWriterOptions {
  std::size_t queue_bytes = 32u << 20;
  std::chrono::milliseconds batch_pause{100};  ///< least time between two writes of a queue that is not half full
  std::chrono::milliseconds command_interval{250};
  std::chrono::milliseconds heartbeat_interval{2000};
  std::function<void(const RunCommand&)> on_command;   ///< on the writer's thread
  std::function<void(std::exception_ptr)> on_failure;  ///< once, on the writer's thread; nothing is written after it
  std::function<void(const std::string&)> on_wait;     ///< on the pushing thread, when a full queue makes it wait
  std::function<void(ExperimentStore&, const TrainingEvent&)> write;  ///< for tests of slow disks; empty: the real one
};

/// push() is for one thread; the destructor drains like finish() and swallows a failure.
class StoreWriter {
 public:
  /// Takes over the connection, which holds the claim on `run`.
  StoreWriter(std::unique_ptr<ExperimentStore> store, RunId run, StoreWriterOptions options);
  ~StoreWriter();
  StoreWriter(const StoreWriter&) = delete;
  StoreWriter& operator=(const StoreWriter&) = delete;

  /// Queues an event. Blocks while the queue holds `queue_bytes`. Rethrows a write's failure.
  void push(TrainingEvent event);
  /// Returns once all that was pushed is written. Rethrows a write's failure.
  void settle();
  /// Writes what is queued and gives the connection back. Rethrows a write's failure unless `quiet`.
  std::unique_ptr<ExperimentStore> finish(bool quiet);

 private:
  using Clock = std::chrono::steady_clock;
  void serve();
  bool wait_for_work(std::unique_lock<std::mutex>& lock);
  void write_batch(std::deque<TrainingEvent> batch);
  void look_around();
  void wait_for_room(std::unique_lock<std::mutex>& lock, std::size_t bytes);

  std::unique_ptr<ExperimentStore> store_;
  const RunId run_;
  const StoreWriterOptions options_;
  std::mutex mutex_;
  std::condition_variable filled_, emptied_;
  std::deque<TrainingEvent> queue_;
  std::size_t queued_bytes_ = 0;
  bool finishing_ = false, hurried_ = false;  ///< hurried: without the pause between batches
  std::exception_ptr failure_;
  Clock::time_point last_write_, last_commands_, last_heartbeat_, last_warning_;
  std::thread thread_;
};

/// Writes one batch of events of `run`; neighbouring steps share a transaction.
void write_events(ExperimentStore& store, RunId run, const std::deque<TrainingEvent>& events);

}  // namespace vignette
