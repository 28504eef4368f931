#pragma once
// Weights in the blocked layout that oneDNN multiplies by fastest, for decoding: few rows meet the same matrices again
// and again. On AMD processors this is two to three times as quick as MKL's sgemm, and bf16 uses AVX512-BF16 where
// there is one.

#include <ATen/core/Tensor.h>

#include <unordered_map>

#include "models/low_rank.h"
#include "models/module.h"

namespace vignette {

/// y = activation(x·W + b), without gradient. One thread at a time.
class PackedLinear {
 public:
  /// `weight` [out, in], which may be a transposed view; copied, in `dtype`. `bias` [out] or undefined.
  PackedLinear(const at::Tensor& weight, const at::Tensor& bias, at::ScalarType dtype);
  /// True where weights of this device and dtype can be packed: fp32 on a CPU, bf16 on one that multiplies it itself.
  static bool is_available(const at::Device& device, at::ScalarType dtype);

  /// rows [N, in] -> [N, out] in the packed dtype.
  at::Tensor project(const at::Tensor& rows) const;
  /// tanh-approximated GELU of project(), in one pass.
  at::Tensor project_gelu(const at::Tensor& rows) const;
  /// residual [N, out] + project(); the sum has the residual's dtype.
  at::Tensor project_added(const at::Tensor& rows, const at::Tensor& residual) const;

 private:
  at::ScalarType dtype_;
  at::Tensor weight_, bias_;
};

/// The packed forms of a model's matrices, found by the parameter that they were made from.
class PackedWeights {
 public:
  void add(const at::Tensor& parameter, PackedLinear packed) {
    packed_.emplace(parameter.unsafeGetTensorImpl(), packed);
  }
  /// Throws std::out_of_range for a parameter that was not added.
  const PackedLinear& of(const at::Tensor& parameter) const { return packed_.at(parameter.unsafeGetTensorImpl()); }

 private:
  std::unordered_map<const c10::TensorImpl*, PackedLinear> packed_;
};

}  // namespace vignette
