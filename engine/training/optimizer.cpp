#include "training/optimizer.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <array>
#include <cmath>

namespace vignette {
namespace {

bool contains(std::string_view name, std::string_view part) {
  return name.find(part) != name.npos;
}

/// Hugging Face's and the mappers' names of LayerNorm weights, and CLIP's logit scale.
bool is_norm_weight(std::string_view name) {
  constexpr std::array parts = {
      "LayerNorm.weight",     "layernorm.weight", "layer_norm1.weight", "layer_norm2.weight", "final_layer_norm.weight",
      "layrnorm.weight",      "ln_1.weight",      "ln_2.weight",        "ln_f.weight",        "logit_scale",
      "ln_cross_attn.weight", "norm1.weight",     "norm2.weight",       "norm.weight"};
  for (const auto* part : parts)
    if (contains(name, part)) return true;
  return false;
}

}  // namespace

bool decays(std::string_view name, DecayRule rule) {
  if (contains(name, "bias")) return false;
  return rule == DecayRule::reference ? !contains(name, "LayerNorm.weight") : !is_norm_weight(name);
}

AdamW::AdamW(const NamedTensors& parameters, const AdamWOptions& options) : options_(options) {
  if (options.loss_scale) scaler_.emplace(*options.loss_scale);
  groups_[1].decay = false;
  for (const auto& [name, parameter] : parameters) {
    if (!parameter.requires_grad()) continue;
    const int index = decays(name, options.decay_rule) ? 0 : 1;
    auto& group = groups_[index];
    group.parameters.push_back(parameter);
    group.means.push_back(at::zeros_like(parameter, parameter.options().requires_grad(false)));
    group.squares.push_back(at::zeros_like(parameter, parameter.options().requires_grad(false)));
    group.steps.push_back(at::zeros({}, parameter.options().dtype(at::kFloat).requires_grad(false)));
    names_[index].push_back(name);
  }
}

void AdamW::synchronise(ProcessGroup* group) {
  if (!group) return;
  std::vector<at::Tensor> parameters;
  for (const auto& part : groups_) parameters.insert(parameters.end(), part.parameters.begin(), part.parameters.end());
  synchroniser_ = std::make_unique<GradientSynchroniser>(*group, std::move(parameters));
}

void AdamW::backward(const at::Tensor& loss, bool completes) {
  if (synchroniser_ && completes) synchroniser_->expect_last_pass();
  (scaler_ ? loss * scaler_->scale() : loss).backward();
  if (synchroniser_ && completes) synchroniser_->finish();
}

bool AdamW::step(double learning_rate, double weight_decay) {
  const at::NoGradGuard no_grad;
  if (scaler_) {
    auto all = gradients();
    const bool finite = scaler_->unscale(all);
    scaler_->update(finite);
    if (!finite) return false;
  }
  for (auto& group : groups_) {
    const double decay = group.decay ? weight_decay : 0;
    if (options_.kind == AdamWKind::fused)
      step_fused(group, learning_rate, decay);
    else
      step_transformers(group, learning_rate, decay);
  }
  return true;
}

void AdamW::step_fused(Group& group, double learning_rate, double weight_decay) {
  std::vector<at::Tensor> parameters, gradients, means, squares, steps;
  for (std::size_t i = 0; i < group.parameters.size(); ++i) {
    if (!group.parameters[i].grad().defined()) continue;
    parameters.push_back(group.parameters[i]);
    gradients.push_back(group.parameters[i].grad());
    means.push_back(group.means[i]);
    squares.push_back(group.squares[i]);
    steps.push_back(group.steps[i].add_(1));
  }
  if (parameters.empty()) return;
  at::_fused_adamw_(parameters, gradients, means, squares, {}, steps, learning_rate, options_.beta1, options_.beta2,
                    weight_decay, options_.epsilon, /*amsgrad=*/false, /*maximize=*/false);
}

void AdamW::step_transformers(Group& group, double learning_rate, double weight_decay) {
  for (std::size_t i = 0; i < group.parameters.size(); ++i) {
    auto& parameter = group.parameters[i];
    const auto gradient = parameter.grad();
    if (!gradient.defined()) continue;
    const auto step = group.steps[i].add_(1).item<double>();
    group.means[i].mul_(options_.beta1).add_(gradient, 1 - options_.beta1);
    group.squares[i].mul_(options_.beta2).addcmul_(gradient, gradient, 1 - options_.beta2);
    const double correction = std::sqrt(1 - std::pow(options_.beta2, step)) / (1 - std::pow(options_.beta1, step));
    parameter.addcdiv_(group.means[i], group.squares[i].sqrt().add_(options_.epsilon), -learning_rate * correction);
    if (weight_decay > 0) parameter.mul_(1 - learning_rate * weight_decay);
  }
}

std::vector<at::Tensor> AdamW::gradients() const {
  std::vector<at::Tensor> result;
  for (const auto& group : groups_)
    for (const auto& parameter : group.parameters)
      if (parameter.grad().defined()) result.push_back(parameter.grad());
  return result;
}

void AdamW::zero_gradients() {
  for (auto& group : groups_)
    for (auto& parameter : group.parameters) parameter.mutable_grad().reset();
}

double AdamW::clip_gradients(double limit) {
  const at::NoGradGuard no_grad;
  const auto all = gradients();
  if (all.empty()) return 0;
  const double norm = at::stack(at::_foreach_norm(all)).norm().item<double>() / (scaler_ ? scaler_->scale() : 1);
  const double scale = limit / (norm + 1e-6);
  if (limit > 0 && !(scale >= 1)) at::_foreach_mul_(all, at::Scalar(scale));
  return norm;
}

NamedTensors AdamW::state() const {
  NamedTensors result;
  for (int g = 0; g < 2; ++g)
    for (std::size_t i = 0; i < names_[g].size(); ++i) {
      result.emplace_back("exp_avg/" + names_[g][i], groups_[g].means[i]);
      result.emplace_back("exp_avg_sq/" + names_[g][i], groups_[g].squares[i]);
      result.emplace_back("step/" + names_[g][i], groups_[g].steps[i]);
    }
  if (scaler_)
    for (const auto& [name, tensor] : scaler_->state()) result.emplace_back("loss_scale/" + name, tensor);
  return result;
}

}  // namespace vignette
