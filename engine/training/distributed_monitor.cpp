#include "training/distributed_monitor.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "log/log.h"
#include "training/training_run.h"

namespace vignette {
namespace {

constexpr const char* kEnding = "ending";
constexpr const char* kLeft = "left";

std::chrono::duration<double> seconds(double count) {
  return std::chrono::duration<double>(count);
}

std::string beat_key(int rank) {
  return "beat/" + std::to_string(rank);
}

}  // namespace

ProcessMonitor::ProcessMonitor(const ProcessPlace& place, std::unique_ptr<SharedKeys> keys, Times times)
    : place_(place), keys_(std::move(keys)), times_(times) {
  for (int rank = 0; rank < place_.world_size; ++rank)
    if (rank != place_.rank) others_[rank] = {{}, Clock::now()};
  thread_ = std::thread([this] { watch(); });
}

ProcessMonitor::~ProcessMonitor() {
  {
    const std::lock_guard lock(mutex_);
    quit_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

std::string ProcessMonitor::name_of(int rank) const {
  return concat("process ", rank, " of ", place_.world_size);
}

void ProcessMonitor::watch() {
  std::unique_lock lock(mutex_);
  while (!quit_ && !all_left_) {
    lock.unlock();
    try {
      beat();
      look_for_announcement();
      look_for_silence();
    } catch (const std::exception&) {  // the store's own process has gone
      return meeting_point_gone();
    }
    exit_if_nobody_listens();
    lock.lock();
    const bool hurry = leaving_ || announced_;
    changed_.wait_for(lock, seconds(hurry ? std::min(0.05, times_.beat) : times_.beat),
                      [&] { return quit_ || all_left_ || (!hurry && (leaving_ || announced_)); });
  }
}

void ProcessMonitor::meeting_point_gone() {
  end({ProcessGroup::Ending::failed,
       concat("the processes' meeting point ", place_.master_address, ':', place_.master_port,
              " is gone, and with it process 0 or its launcher; the run goes on from its last checkpoint when the "
              "processes are started again")});
  std::unique_lock lock(mutex_);
  all_left_ = true;  // as far as this process will ever know
  changed_.notify_all();
  changed_.wait_for(lock, seconds(times_.grace), [this] { return told_ || quit_ || leaving_; });
  lock.unlock();
  exit_if_nobody_listens();
}

void ProcessMonitor::beat() {
  std::unique_lock lock(mutex_);
  const bool leaving = leaving_;
  const auto announced = announced_;
  lock.unlock();
  if (announced && !keys_->has(kEnding))
    keys_->set(kEnding, (announced->ending == ProcessGroup::Ending::stopped ? "s" : "f") + announced->why);
  keys_->set(beat_key(place_.rank), leaving ? kLeft : std::to_string(++beats_));
}

void ProcessMonitor::look_for_announcement() {
  if (!keys_->has(kEnding)) return;
  const auto text = keys_->get(kEnding);
  end({text.starts_with("s") ? ProcessGroup::Ending::stopped : ProcessGroup::Ending::failed, text.substr(1)});
}

void ProcessMonitor::look_for_silence() {
  bool all_left = true;
  for (auto& [rank, other] : others_) {
    const auto key = beat_key(rank);
    auto value = keys_->has(key) ? keys_->get(key) : std::string();
    if (value == kLeft) continue;
    all_left = false;
    if (value != other.value) other = {std::move(value), Clock::now()};
    if (Clock::now() - other.changed > seconds(times_.lost))
      end({ProcessGroup::Ending::failed,
           concat(name_of(rank), " is lost: nothing was heard of it for ", times_.lost,
                  " s; the run goes on from its last checkpoint when the processes are started again")});
  }
  const std::lock_guard lock(mutex_);
  all_left_ = all_left && leaving_;
  changed_.notify_all();
}

void ProcessMonitor::end(End end) {
  const std::lock_guard lock(mutex_);
  if (!end_) {
    end_ = std::move(end);
    ended_at_ = Clock::now();
  }
  changed_.notify_all();
}

/// Whoever announced an ending knows of it; after a stop there is nothing to hurry.
void ProcessMonitor::exit_if_nobody_listens() {
  const std::lock_guard lock(mutex_);
  if (!end_ || end_->ending == ProcessGroup::Ending::stopped || announced_ || told_ || leaving_ || quit_) return;
  if (Clock::now() - ended_at_ < seconds(times_.grace)) return;
  log_error(end_->why);
  std::fprintf(stderr, "error: %s\n", end_->why.c_str());
  _exit(4);
}

void ProcessMonitor::check() {
  const std::lock_guard lock(mutex_);
  if (!end_) return;
  told_ = true;
  changed_.notify_all();
  if (end_->ending == ProcessGroup::Ending::stopped) throw StopRequested();
  throw std::runtime_error(end_->why);
}

void ProcessMonitor::explain(const std::string& what) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(3), [this] { return end_.has_value(); });
  }
  end({ProcessGroup::Ending::failed,
       concat("another of the ", place_.world_size, " processes is lost (", what,
              "); the run goes on from its last checkpoint when the processes are started again")});
  check();
  throw std::logic_error(what);
}

void ProcessMonitor::announce(ProcessGroup::Ending ending, const std::string& why) {
  std::unique_lock lock(mutex_);
  if (end_) return;
  if (!announced_) announced_ = End{ending, why};
  changed_.notify_all();
  changed_.wait_for(lock, std::chrono::seconds(2),
                    [this] { return end_.has_value(); });  // until the others can read it
}

void ProcessMonitor::leave(double most) {
  std::unique_lock lock(mutex_);
  leaving_ = told_ = true;
  changed_.notify_all();
  const bool others_lost = end_ && end_->ending == ProcessGroup::Ending::failed && !announced_;
  changed_.wait_for(lock, seconds(others_lost ? std::min(2.0, most) : most), [this] { return all_left_; });
}

bool ProcessMonitor::ended() const {
  const std::lock_guard lock(mutex_);
  return end_.has_value();
}

}  // namespace vignette
