#include "training/weight_average.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_foreach_lerp.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace vignette {

WeightAverage::WeightAverage(const NamedTensors& parameters) : updates_(at::zeros({}, at::kLong)) {
  for (const auto& [name, parameter] : parameters) {
    if (!parameter.requires_grad()) continue;
    names_.push_back(name);
    parameters_.push_back(parameter);
    averages_.push_back(parameter.detach().clone());
  }
}

void WeightAverage::update(double decay, bool warm_up) {
  if (parameters_.empty()) return;
  const at::NoGradGuard no_grad;
  const auto done = double(updates_.item<std::int64_t>());
  const double kept = warm_up ? std::min(decay, (1 + done) / (10 + done)) : decay;
  at::_foreach_lerp_(averages_, parameters_, at::Scalar(1 - kept));
  updates_.add_(1);
}

void WeightAverage::swap() {
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const auto held = parameters_[i].detach();
    parameters_[i].set_data(averages_[i]);
    averages_[i] = held;
  }
}

void WeightAverage::restart() {
  const at::NoGradGuard no_grad;
  for (std::size_t i = 0; i < parameters_.size(); ++i) averages_[i].copy_(parameters_[i]);
  updates_.zero_();
}

NamedTensors WeightAverage::state() const {
  NamedTensors result = {{"updates", updates_}};
  for (std::size_t i = 0; i < names_.size(); ++i) result.emplace_back(names_[i], averages_[i]);
  return result;
}

}  // namespace vignette
