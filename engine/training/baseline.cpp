#include "training/baseline.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace vignette {
namespace {

/// Below the spread of any real batch, above that of rounding.
constexpr double smallest_spread = 1e-4;

}  // namespace

Baseline baseline_of(const std::string& name) {
  if (name == "greedy") return Baseline::greedy;
  if (name == "sample") return Baseline::sample;
  if (name == "moving_average") return Baseline::moving_average;
  if (name == "none") return Baseline::none;
  throw std::invalid_argument("reward.baseline: '" + name + "' is no baseline");
}

void MovingAverage::add(double value, double decay) {
  sum_ = decay * sum_ + (1 - decay) * value;
  weight_ = decay * weight_ + (1 - decay);
}

nlohmann::json MovingAverage::state() const {
  return {{"sum", sum_}, {"weight", weight_}};
}

void MovingAverage::load(const nlohmann::json& state) {
  sum_ = state.at("sum").get<double>();
  weight_ = state.at("weight").get<double>();
}

at::Tensor advantages(const at::Tensor& samples, const at::Tensor& greedy, std::int64_t samples_per_image,
                      Baseline baseline, double average) {
  if (baseline == Baseline::none) return samples.detach().clone();
  if (baseline == Baseline::moving_average) return samples.detach() - average;
  const auto grouped = samples.view({-1, samples_per_image});
  if (baseline == Baseline::greedy) return (grouped - greedy.unsqueeze(1)).reshape({-1});
  const auto others = (grouped.sum(1, /*keepdim=*/true) - grouped) / double(samples_per_image - 1);
  return (grouped - others).reshape({-1});
}

at::Tensor advantages(const at::Tensor& samples, const at::Tensor& greedy, std::int64_t samples_per_image,
                      Baseline baseline, MovingAverage& average, double decay, const BatchShare& share) {
  if (baseline != Baseline::moving_average) return advantages(samples, greedy, samples_per_image, baseline);
  const auto mean = share.whole_mean(samples.mean().item<double>());
  const auto result =
      advantages(samples, greedy, samples_per_image, baseline, average.empty() ? mean : average.value());
  average.add(mean, decay);
  return result;
}

AdvantageNormalisation advantage_normalisation(const std::string& name) {
  if (name == "none") return AdvantageNormalisation::none;
  if (name == "std") return AdvantageNormalisation::std;
  if (name == "mean_std") return AdvantageNormalisation::mean_std;
  throw std::invalid_argument("policy.normalize_advantage: '" + name + "' is no normalisation");
}

at::Tensor normalise_advantage(const at::Tensor& advantage, AdvantageNormalisation how, const BatchShare& share) {
  if (how == AdvantageNormalisation::none) return advantage;
  const at::NoGradGuard no_grad;
  const auto centred = advantage - share.whole_mean(advantage.mean().item<double>());
  const auto spread = std::sqrt(share.whole_mean(centred.square().mean().item<double>())) + smallest_spread;
  return (how == AdvantageNormalisation::std ? advantage : centred) / spread;
}

}  // namespace vignette
