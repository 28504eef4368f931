#include "training/policy_regularizer.h"

#include <ATen/TensorOperators.h>

namespace vignette {

at::Tensor total_divergence(const at::Tensor& log_probs, const at::Tensor& reference_log_probs) {
  return (log_probs.exp() * (log_probs - reference_log_probs.detach())).sum();
}

at::Tensor total_entropy(const at::Tensor& log_probs) {
  return -(log_probs.exp() * log_probs.clamp_min(-1e4)).sum();
}

}  // namespace vignette
