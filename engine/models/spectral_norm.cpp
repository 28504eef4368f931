#include "models/spectral_norm.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

namespace vignette {
namespace {

constexpr int first_rounds = 15;
constexpr double epsilon = 1e-12;

at::Tensor unit(const at::Tensor& vector) {
  return vector / vector.norm().clamp_min(epsilon);
}

}  // namespace

SpectralNorm::SpectralNorm(const at::Tensor& weight) {
  const at::NoGradGuard no_grad;
  left_ = unit(at::empty({weight.size(0)}, at::kFloat).normal_()).to(weight.device());
  right_ = unit(weight.detach().t().mv(left_));
  iterate(weight, first_rounds);
}

void SpectralNorm::iterate(const at::Tensor& weight, int rounds) {
  const at::NoGradGuard no_grad;
  for (int i = 0; i < rounds; ++i) {
    right_.copy_(unit(weight.t().mv(left_)));
    left_.copy_(unit(weight.mv(right_)));
  }
}

/// Clones, since the next round writes into the vectors that a graph may still hold.
at::Tensor SpectralNorm::apply(const at::Tensor& weight) const {
  return weight / left_.clone().dot(weight.mv(right_.clone()));
}

}  // namespace vignette
