#pragma once
// Dynamic loss scaling for fp16 (Micikevicius et al. 2018, arXiv 1710.03740), by torch.amp.GradScaler's rules.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "models/module.h"

namespace vignette {

struct LossScaleOptions {
  double initial = 65536;  ///< > 0
  double growth_factor = 2, backoff_factor = 0.5;
  std::int64_t growth_interval = 2000;  ///< finite updates in a row before the scale grows
};

/// Losses are multiplied by scale() before their backward pass, gradients divided by it before the update. One thread
/// at a time.
class LossScaler {
 public:
  explicit LossScaler(const LossScaleOptions& options);

  double scale() const;
  /// Updates left out so far since a gradient was not finite.
  std::int64_t skipped() const;
  /// Divides the gradients by the scale, in place. False when one of them holds an infinity or NaN.
  bool unscale(std::vector<at::Tensor>& gradients) const;
  /// What follows an update: after a finite one the scale grows if it was the growth_interval-th in a row (and stays
  /// where it would leave fp32); else it falls, the count starts again and the update counts as skipped.
  void update(bool finite);

  /// "scale", "growth_tracker", "skipped": for checkpoints, which write into the same tensors.
  NamedTensors state() const;

 private:
  LossScaleOptions options_;
  at::Tensor scale_, tracker_, skipped_;  ///< scalars on the CPU
};

}  // namespace vignette
