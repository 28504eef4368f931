#pragma once
// Watches over the processes of a run: each beats in the common store, a silent one counts as lost.

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "training/distributed.h"

namespace vignette {

/// A key-value store that all processes reach. Used by one thread at a time.
class SharedKeys {
 public:
  virtual ~SharedKeys() = default;
  virtual void set(const std::string& key, const std::string& value) = 0;
  virtual bool has(const std::string& key) = 0;
  virtual std::string get(const std::string& key) = 0;  ///< of a key that is there
};

class ProcessMonitor {
 public:
  struct Times {
    double beat = 1, lost = 12, grace = 10;  ///< seconds
  };
  /// Runs a thread until leave(). `keys` is the thread's alone.
  ProcessMonitor(const ProcessPlace& place, std::unique_ptr<SharedKeys> keys, Times times);
  ~ProcessMonitor();

  /// Throws what was announced or found.
  void check();
  /// The same after a collective broke: gives an announcement up to 3 s to arrive; `what` is its own error.
  [[noreturn]] void explain(const std::string& what);
  void announce(ProcessGroup::Ending ending, const std::string& why);
  /// Waits until every process has left, at most `seconds`.
  void leave(double seconds);
  bool ended() const;

 private:
  struct End {
    ProcessGroup::Ending ending;
    std::string why;
  };
  using Clock = std::chrono::steady_clock;
  void watch();
  void beat();
  void look_for_announcement();
  void look_for_silence();
  void end(End end);
  void meeting_point_gone();
  void exit_if_nobody_listens();
  std::string name_of(int rank) const;

  const ProcessPlace place_;
  const std::unique_ptr<SharedKeys> keys_;
  const Times times_;

  struct Other {
    std::string value;
    Clock::time_point changed;
  };
  std::map<int, Other> others_;  ///< the thread's alone
  std::uint64_t beats_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<End> announced_, end_;
  Clock::time_point ended_at_;
  bool told_ = false, leaving_ = false, all_left_ = false, quit_ = false;
  std::thread thread_;
};

}  // namespace vignette
