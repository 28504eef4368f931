#include "training/optimisation_checks.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>
#include <ATen/ops/tensor.h>

#include <cmath>
#include <limits>

#include "models/golden_tensors.h"
#include "training/freezing.h"
#include "training/optimizer.h"
#include "training/weight_average.h"

namespace vignette {
namespace {

using Numbers = std::vector<double>;

at::Tensor parameter(std::initializer_list<float> values) {
  return at::tensor(std::vector<float>(values), at::kFloat).requires_grad_(true);
}

}  // namespace

std::string loss_scaler_problems() {
  Problems problems;
  LossScaler scaler({4, 2, 0.5, 2});
  Numbers scales;
  for (const bool finite : {true, true, false, true, false, true, true}) {
    scaler.update(finite);
    scales.push_back(scaler.scale());
  }
  // Two finite updates in a row double the scale, an overflow halves it and starts the count again.
  problems.near("scales", scales, Numbers{4, 8, 4, 4, 2, 2, 4});
  problems.near("skipped", double(scaler.skipped()), 2);
  LossScaler top({std::ldexp(1.0, 127), 2, 0.5, 1});
  top.update(true);
  problems.near("a scale that fp32 cannot hold", top.scale() / std::ldexp(1.0, 127), 1);
  std::vector<at::Tensor> gradients = {at::full({2}, 6, at::kFloat), at::full({1}, -2, at::kFloat)};
  problems.require("finite gradients", scaler.unscale(gradients));
  problems.near("unscaled", numbers(gradients[0]), Numbers{1.5, 1.5});
  gradients[1].fill_(std::numeric_limits<float>::infinity());
  problems.require("an infinity is found", !scaler.unscale(gradients));
  gradients[1].fill_(std::numeric_limits<float>::quiet_NaN());
  problems.require("a NaN is found", !scaler.unscale(gradients));
  return problems.text();
}

std::string scaled_update_problems() {
  Problems problems;
  AdamWOptions plain, scaled;
  scaled.loss_scale = LossScaleOptions{1024, 2, 0.5, 2000};
  const auto first = parameter({0.5f, -2, 3}), second = parameter({0.5f, -2, 3});
  AdamW one({{"a.weight", first}}, plain), other({{"a.weight", second}}, scaled);
  const auto train = [](AdamW& optimizer, const at::Tensor& weight, double limit) {
    optimizer.zero_gradients();
    for (int micro = 0; micro < 2; ++micro) {
      optimizer.backward((weight * weight).sum() / 2);
      optimizer.clip_gradients(limit);
    }
    return optimizer.clip_gradients(0);
  };
  for (const double limit : {0.0, 1.0}) {
    const double norm = train(one, first, limit), scaled_norm = train(other, second, limit);
    problems.near("norm of scaled gradients", scaled_norm, norm, 1e-6);
    problems.require("updated", one.step(0.1, 0.01) && other.step(0.1, 0.01));
    problems.near("weights", numbers(second), numbers(first), 1e-6);
  }
  const auto before = numbers(second);
  other.zero_gradients();
  other.backward((second * std::numeric_limits<float>::infinity()).sum());
  problems.require("an overflow is skipped", !other.step(0.1, 0.01));
  problems.near("weights after an overflow", numbers(second), before, 0);
  problems.near("scale after an overflow", other.loss_scaler()->scale(), 512);
  return problems.text();
}

std::string weight_average_problems() {
  Problems problems;
  auto trained = parameter({1, 10}), frozen = parameter({5}).requires_grad_(false);
  const NamedTensors all = {{"trained", trained}, {"frozen", frozen}};
  WeightAverage average(all), warm(all);
  problems.near("parts of the state", double(average.state().size()), 2);  // the count and one average
  const auto set = [&](float a, float b) {
    const at::NoGradGuard no_grad;
    trained.copy_(at::tensor({a, b}, at::kFloat));
  };
  set(3, 20);
  average.update(0.5, false);
  warm.update(0.5, true);
  problems.near("average", numbers(average.state()[1].second), Numbers{2, 15});
  problems.near("first decay is 1/10", numbers(warm.state()[1].second), Numbers{2.8, 19}, 1e-5);
  set(6, 5);
  average.update(0.5, false);
  warm.update(0.15, true);
  problems.near("average of three", numbers(average.state()[1].second), Numbers{4, 10});
  problems.near("at most the decay", numbers(warm.state()[1].second), Numbers{5.52, 7.1}, 1e-5);
  const auto graph = (trained * 2).sum();
  average.swap();
  problems.near("exchanged", numbers(trained), Numbers{4, 10});
  average.swap();
  problems.near("back", numbers(trained), Numbers{6, 5});
  problems.near("average again", numbers(average.state()[1].second), Numbers{4, 10});
  graph.backward();
  problems.near("gradients reach the weights", numbers(trained.grad()), Numbers{2, 2});
  return problems.text();
}

std::string freezing_problems() {
  Problems problems;
  problems.require("whole name", matches_pattern("gpt.transformer.wte.weight", "gpt.transformer.wte.weight"));
  problems.require("star", matches_pattern("gpt.transformer.h.0.mlp.c_fc.bias", "gpt.*.h.0.*bias"));
  problems.require("star takes nothing too", matches_pattern("ab", "a*b*"));
  problems.require("question mark", matches_pattern("h.1.a", "h.?.a") && !matches_pattern("h.11.a", "h.?.a"));
  problems.require("no prefix", !matches_pattern("gpt.transformer.wte.weight", "gpt.transformer.wte"));
  problems.require("h.1 is not h.11", !matches_pattern("gpt.h.11.weight", "gpt.h.1.*"));
  problems.require("goes back", matches_pattern("a.b.c.b.d", "*.b.d") && !matches_pattern("a.b.c", "*.b"));
  const auto wte = parameter({1, 2}), fc = parameter({1, 2, 3});
  const NamedTensors all = {{"wte.weight", wte}, {"fc.weight", fc}};
  const auto unused = freeze_parameters(all, split_patterns(" wte.*,  fc.bias\n"));
  problems.require("the unused pattern is named", unused == std::vector<std::string>{"fc.bias"});
  problems.require("frozen", !wte.requires_grad() && fc.requires_grad());
  const auto count = count_trainable(all);
  problems.require("counted", count.trainable == 3 && count.total == 5);
  return problems.text();
}

}  // namespace vignette
