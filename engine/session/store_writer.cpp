#include "session/store_writer.h"

#include <pthread.h>

#include <utility>

#include "log/log.h"

namespace vignette {

StoreWriter::StoreWriter(std::unique_ptr<ExperimentStore> store, RunId run, StoreWriterOptions options)
    : store_(std::move(store)), run_(run), options_(std::move(options)) {
  last_heartbeat_ = Clock::now();
  thread_ = std::thread([this] { serve(); });
  pthread_setname_np(thread_.native_handle(), "vignette-store");
}

StoreWriter::~StoreWriter() {
  finish(true);
}

void StoreWriter::wait_for_room(std::unique_lock<std::mutex>& lock, std::size_t bytes) {
  const auto has_room = [&] { return failure_ || queued_bytes_ == 0 || queued_bytes_ + bytes <= options_.queue_bytes; };
  if (has_room()) return;
  const auto now = Clock::now();
  if (options_.on_wait && now - last_warning_ > std::chrono::seconds(10)) {
    last_warning_ = now;
    lock.unlock();
    options_.on_wait(concat("the disk is too slow for this run: a step waits until part of the ",
                            options_.queue_bytes >> 20, " MiB queued for ", store_->file().string(), " is written"));
    lock.lock();
  }
  emptied_.wait(lock, has_room);
}

void StoreWriter::push(TrainingEvent event) {
  const std::size_t bytes = event_bytes(event);
  std::unique_lock lock(mutex_);
  wait_for_room(lock, bytes);
  if (failure_) std::rethrow_exception(failure_);
  queue_.push_back(std::move(event));
  queued_bytes_ += bytes;
  filled_.notify_one();
}

void StoreWriter::settle() {
  std::unique_lock lock(mutex_);
  hurried_ = true;
  filled_.notify_one();
  emptied_.wait(lock, [this] { return failure_ || queued_bytes_ == 0; });
  hurried_ = false;
  if (failure_) std::rethrow_exception(failure_);
}

std::unique_ptr<ExperimentStore> StoreWriter::finish(bool quiet) {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
    filled_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
  if (failure_ && !quiet) std::rethrow_exception(failure_);
  return std::move(store_);
}

// True when there is something to write; false when it is time to look at commands and the heartbeat, or to end.
bool StoreWriter::wait_for_work(std::unique_lock<std::mutex>& lock) {
  const auto until = Clock::now() + options_.command_interval;
  const auto full_enough = [this] { return finishing_ || hurried_ || queued_bytes_ * 2 >= options_.queue_bytes; };
  filled_.wait_until(lock, until, [this] { return finishing_ || !queue_.empty(); });
  if (!queue_.empty()) filled_.wait_until(lock, last_write_ + options_.batch_pause, full_enough);
  return !queue_.empty();
}

void StoreWriter::serve() {
  try {
    for (;;) {
      std::unique_lock lock(mutex_);
      if (!wait_for_work(lock) && finishing_) return;
      // The bytes of a batch count until it is written, so the bound holds for all that waits for the disk.
      auto batch = std::exchange(queue_, {});
      const std::size_t bytes = queued_bytes_;
      lock.unlock();
      write_batch(std::move(batch));
      lock.lock();
      queued_bytes_ -= bytes;
      emptied_.notify_all();
      lock.unlock();
      look_around();
    }
  } catch (...) {
    const auto failure = std::current_exception();
    {
      const std::lock_guard lock(mutex_);
      failure_ = failure;
      queue_.clear();
      emptied_.notify_all();
    }
    if (options_.on_failure) options_.on_failure(failure);
  }
}

void StoreWriter::write_batch(std::deque<TrainingEvent> batch) {
  if (batch.empty()) return;
  if (options_.write)
    for (const auto& event : batch) options_.write(*store_, event);
  else
    write_events(*store_, run_, batch);
  last_write_ = Clock::now();
}

void StoreWriter::look_around() {
  const auto now = Clock::now();
  if (now - last_commands_ >= options_.command_interval) {
    last_commands_ = now;
    for (const auto& command : store_->take_commands(run_))
      if (options_.on_command) options_.on_command(command);
  }
  if (now - last_heartbeat_ >= options_.heartbeat_interval) {
    last_heartbeat_ = now;
    store_->heartbeat(run_);
  }
}

}  // namespace vignette
