#pragma once
// Several processes that train one model: what they tell each other. Free of LibTorch but for tensors by name.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "training/distributed_place.h"

namespace at {
class Tensor;
}

namespace vignette {

/// The processes of one run. Process 0 decides: it reads the recipe, polls for requests, writes store and checkpoints.
/// Every collective (sum, broadcast, gather, barrier) must be called by all processes in the same order, each on its
/// run's thread; they throw std::runtime_error when a process is lost or has failed, and StopRequested when process 0
/// has announced a stop. A process that is gone or silent is noticed within 15 s; should this process's own work then
/// go on without a look at check() for 10 s more, it is ended with exit code 4.
class ProcessGroup {
 public:
  enum class Ending { stopped, failed };

  /// A collective under way.
  class Pending {
   public:
    virtual ~Pending() = default;
    virtual void wait() = 0;
  };

  explicit ProcessGroup(ProcessPlace place) : place_(std::move(place)) {}
  virtual ~ProcessGroup() = default;

  const ProcessPlace& place() const { return place_; }
  int rank() const { return place_.rank; }
  int size() const { return place_.world_size; }
  bool first() const { return place_.rank == 0; }
  virtual std::string backend() const = 0;  ///< "gloo", or "gloo, nccl" where tensors on GPUs go through NCCL

  /// Begins to replace `tensor` (contiguous) by the sum over all processes; it must live until wait() returned.
  virtual std::unique_ptr<Pending> begin_sum(const at::Tensor& tensor) = 0;
  /// Replaces the values by their sums.
  virtual void sum(std::vector<double>& values) = 0;
  /// Process 0's tensor, written into those of the others; shape and type are the same everywhere.
  virtual void broadcast(const at::Tensor& tensor) = 0;
  /// Process 0's text.
  virtual std::string broadcast(const std::string& text) = 0;
  /// Everyone's text, by rank.
  virtual std::vector<std::string> gather(const std::string& text) = 0;
  /// Everyone's [n_r, …], by rank; the processes may have different numbers of rows, also none.
  virtual std::vector<at::Tensor> gather_rows(const at::Tensor& rows) = 0;
  virtual void barrier() = 0;

  /// Seconds that collectives have made the run's thread wait since this was last asked.
  virtual double take_waited() = 0;

  /// Throws as the collectives do; tells nobody anything.
  virtual void check() = 0;
  /// Tells the others, wherever they are, that this process ends the run. The first announcement counts. Never throws.
  virtual void announce(Ending ending, const std::string& why) noexcept = 0;
  /// The last call: waits up to 10 s for the others to leave as well. Never throws.
  virtual void leave() noexcept = 0;

 private:
  const ProcessPlace place_;
};

/// Meets the others, for which it waits up to `patience_seconds`. Throws std::runtime_error saying who is missing or
/// which address did not answer.
std::shared_ptr<ProcessGroup> join_process_group(const ProcessPlace& place, int patience_seconds = 300);

}  // namespace vignette
