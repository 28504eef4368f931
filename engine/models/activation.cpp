#include "models/activation.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/silu.h>

#include <stdexcept>

namespace vignette {
namespace {

/// x·sigmoid(1.702 x), written by SiLU: its backward pass is one kernel instead of three.
at::Tensor quick_gelu(const at::Tensor& x) {
  at::Tensor scaled = x.mul(1.702);
  if (at::GradMode::is_enabled()) return at::silu(scaled).mul(1.0 / 1.702);
  return at::silu_(scaled).mul_(1.0 / 1.702);  // new memory costs as much as the arithmetic
}

}  // namespace

bool is_tanh_gelu(const std::string& name) {
  return name == "gelu_new" || name == "gelu_fast" || name == "gelu_pytorch_tanh";
}

bool is_activation(const std::string& name) {
  return is_tanh_gelu(name) || name == "gelu" || name == "quick_gelu" || name == "relu";
}

at::Tensor activate(const at::Tensor& x, const std::string& name) {
  if (is_tanh_gelu(name)) return at::gelu(x, "tanh");
  if (name == "gelu") return at::gelu(x, "none");
  if (name == "quick_gelu") return quick_gelu(x);
  if (name == "relu") return at::relu(x);
  throw std::invalid_argument("activation '" + name + "' is not known; use gelu, gelu_new, quick_gelu or relu");
}

at::Tensor apply_dropout(const at::Tensor& x, double p, Mode mode) {
  return mode == Mode::training && p > 0 ? at::dropout(x, p, true) : x;
}

at::Tensor normalise(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, double epsilon) {
  return at::layer_norm(x, {weight.size(0)}, weight, bias, epsilon);
}

}  // namespace vignette
