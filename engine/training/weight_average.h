#pragma once
// Exponential moving average of weights (Polyak & Juditsky 1992; as used by Karras et al. 2018, arXiv 1710.10196).

#include <ATen/core/Tensor.h>

#include <vector>

#include "models/module.h"

namespace vignette {

/// Keeps an average of each parameter that requires a gradient. The parameters must not be replaced while it lives. One
/// thread at a time.
class WeightAverage {
 public:
  /// Starts at the parameters' values.
  explicit WeightAverage(const NamedTensors& parameters);

  /// average = d·average + (1 - d)·parameter with d = `decay`, or `warm_up` min(decay, (1 + t)/(10 + t)) after t
  /// updates, so that the first weights are soon forgotten (the correction of TensorFlow's ExponentialMovingAverage).
  void update(double decay, bool warm_up);
  /// Exchanges parameters and averages, without copying; the second call puts them back.
  void swap();

  /// As if made now: starts at the parameters' values once more.
  void restart();

  /// The averages by the parameters' names, and "updates": for checkpoints, while they are not exchanged.
  NamedTensors state() const;

 private:
  std::vector<std::string> names_;
  std::vector<at::Tensor> parameters_, averages_;
  at::Tensor updates_;
};

}  // namespace vignette
