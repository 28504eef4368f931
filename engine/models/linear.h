#pragma once
// torch's Linear as a pair of tensors.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "models/module.h"

namespace vignette {

struct Linear {
  at::Tensor weight, bias;  ///< [out, in], [out] or undefined

  /// Uniform in ±1/√in, as torch draws them.
  static Linear make(std::int64_t in, std::int64_t out, bool with_bias = true);
  /// Weight normal with variance 2/in (Kaiming's for ReLU), bias 0.
  static Linear make_kaiming(std::int64_t in, std::int64_t out);

  /// x [..., in] -> [..., out]
  at::Tensor operator()(const at::Tensor& x) const;
  /// Appends name.weight and name.bias.
  void append(NamedTensors& all, const std::string& name) const;
};

}  // namespace vignette
