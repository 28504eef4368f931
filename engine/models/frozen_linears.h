#pragma once
// Matrix products of frozen models on the CPU, with their weights laid out for oneDNN once.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "models/packed_linear.h"

namespace vignette {

/// The packed forms of a model's weights (PackedLinear), and LibTorch's own product wherever they do not hold.
class FrozenLinears {
 public:
  /// Keeps a packed copy (as much memory again) of each pair of a weight [out, in] and its bias [out] (or undefined)
  /// that PackedLinear takes: fp32 on the CPU, bf16 on one that multiplies it; others are passed over. Replaces what
  /// was packed before.
  void pack(const std::vector<std::pair<at::Tensor, at::Tensor>>& weights);

  /// x [..., in] · weightᵀ + bias -> [..., out], as at::linear. By the packed copy where there is one of `weight`,
  /// weight and bias are unchanged since, x is of their dtype, and neither gradients nor autocast are on; the result
  /// then differs by rounding only.
  at::Tensor operator()(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const;

 private:
  struct Packed {
    PackedLinear linear;
    std::int64_t versions = 0;  ///< of the originals: writing to one raises it
  };
  const PackedLinear* find(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const;

  std::unordered_map<const void*, Packed> packed_;  ///< by the weight's data
};

}  // namespace vignette
