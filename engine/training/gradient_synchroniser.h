#pragma once
// Sums gradients over the processes while the backward pass still computes (Li et al. 2020, PyTorch Distributed).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "training/distributed.h"

namespace vignette {

/// Buckets of neighbouring parameters, the last ones first since their gradients come first. A bucket is sent as soon
/// as all its gradients and all buckets before it are ready; the rest when the pass is over. A parameter without a
/// gradient here takes part with zeros, and is left without one where no process has any. One thread at a time.
class GradientSynchroniser {
 public:
  static constexpr std::int64_t kBucketBytes = 8 << 20;
  /// `parameters` require gradients, stay in place, and are the same on every process. `group` outlives this.
  GradientSynchroniser(ProcessGroup& group, std::vector<at::Tensor> parameters,
                       std::int64_t bucket_bytes = kBucketBytes);
  ~GradientSynchroniser();
  GradientSynchroniser(const GradientSynchroniser&) = delete;
  GradientSynchroniser& operator=(const GradientSynchroniser&) = delete;

  /// The next backward pass, one only, completes the gradients of a step.
  void expect_last_pass();
  /// Ends what expect_last_pass() began: the gradients are the sums then.
  void finish();

  std::size_t buckets() const;
  /// Buckets that were sent before finish(), in the last step.
  std::size_t sent_early() const { return sent_early_; }

 private:
  struct Bucket;
  class Hook;
  void place_parameters(std::int64_t bucket_bytes);
  void gradient_ready(std::size_t parameter);
  void send_ready_buckets();
  void send(Bucket& bucket);
  void take_sums(Bucket& bucket);

  ProcessGroup& group_;
  std::vector<at::Tensor> parameters_;
  std::vector<std::size_t> bucket_of_;
  std::vector<bool> ready_;
  std::vector<Bucket> buckets_;
  std::size_t next_ = 0, sent_early_ = 0;
  bool expecting_ = false;
};

}  // namespace vignette
