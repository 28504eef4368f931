#include "models/frozen_linears.h"

#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/linear.h>

namespace vignette {
namespace {

bool is_packable(const at::Tensor& weight) {
  return weight.defined() && weight.dim() == 2 && PackedLinear::is_available(weight.device(), weight.scalar_type());
}

std::int64_t versions_of(const at::Tensor& weight, const at::Tensor& bias) {
  return weight._version() + (bias.defined() ? bias._version() : 0);
}

}  // namespace

void FrozenLinears::pack(const std::vector<std::pair<at::Tensor, at::Tensor>>& weights) {
  packed_.clear();
  const at::NoGradGuard no_grad;
  for (const auto& [weight, bias] : weights)
    if (is_packable(weight))
      packed_.emplace(weight.const_data_ptr(), Packed{{weight, bias, weight.scalar_type()}, versions_of(weight, bias)});
}

const PackedLinear* FrozenLinears::find(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const {
  if (packed_.empty() || x.scalar_type() != weight.scalar_type() || weight.requires_grad()) return nullptr;
  if (at::GradMode::is_enabled() || at::autocast::is_autocast_enabled(at::kCPU)) return nullptr;
  const auto found = packed_.find(weight.const_data_ptr());
  const bool is_current = found != packed_.end() && found->second.versions == versions_of(weight, bias);
  return is_current ? &found->second.linear : nullptr;
}

at::Tensor FrozenLinears::operator()(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const {
  const PackedLinear* const packed = find(x, weight, bias);
  if (packed == nullptr) return bias.defined() ? at::linear(x, weight, bias) : at::linear(x, weight);
  if (x.dim() == 2) return packed->project(x);
  std::vector<std::int64_t> sizes = x.sizes().vec();
  sizes.back() = weight.size(0);
  return packed->project(x.reshape({-1, x.size(-1)})).view(sizes);
}

}  // namespace vignette
