#include "training/policy_checks.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn_like.h>
#include <ATen/ops/tensor.h>

#include <cmath>
#include <limits>

#include "models/golden_tensors.h"
#include "training/baseline.h"
#include "training/caption_batch.h"
#include "training/compute.h"
#include "training/policy_regularizer.h"

namespace vignette {
namespace {

using Numbers = std::vector<double>;

at::Tensor row(const std::vector<float>& values) {
  return at::tensor(values, at::kFloat);
}

/// [1, V] logits that ask for a gradient.
at::Tensor leaf(const std::vector<float>& values) {
  return row(values).unsqueeze(0).requires_grad_(true);
}

struct SampledPolicy {
  Captioner captioner;
  at::Tensor embeddings;
  CaptionBatch captions;

  at::Tensor prefix(const Captioner& of) const {
    return of.prefix(embeddings, Mode::evaluation).repeat_interleave(8, 0);
  }
  LogProbabilities scored(const LogProbabilityOptions& options) const {
    return caption_log_probabilities(captioner, prefix(captioner), captions, options);
  }
};

/// 32 captions: two buckets of lengths.
SampledPolicy sampled_policy(const std::filesystem::path& goldens) {
  auto captioner = golden_captioner(goldens, "mlp");
  captioner.requires_grad(true);
  reseed(at::kCPU, 7, 0, 0);
  const auto embeddings = at::rand({4, 64}) * 2 - 1;
  std::vector<GenerateRow> rows;
  for (std::int64_t i = 0; i < 32; ++i)
    rows.push_back({i / 8, false, static_cast<std::uint64_t>(i / 8), static_cast<std::uint64_t>(i % 8)});
  GenerateOptions options;
  options.max_length = 10;
  options.stop_tokens = {captioner.stop_token()};
  options.force_stop_at_limit = false;
  const at::NoGradGuard no_grad;
  auto captions = captions_of(generate(captioner, captioner.prefix(embeddings, Mode::evaluation), rows, options),
                              options.stop_tokens.front(), captioner.tokenizer());
  return {std::move(captioner), embeddings, std::move(captions)};
}

void disturb(const Captioner& captioner) {
  const at::NoGradGuard no_grad;
  for (auto& [name, parameter] : captioner.named_parameters()) {
    auto target = parameter;
    target.add_(at::randn_like(parameter), 0.02);
  }
}

/// Mean over the captions' tokens of KL(first ‖ second), caption by caption from the models' own logits.
double divergence_by_hand(const SampledPolicy& policy, const Captioner& second) {
  const at::NoGradGuard no_grad;
  double total = 0, tokens = 0;
  for (std::int64_t i = 0; i < policy.captions.size(); ++i) {
    const auto length = policy.captions.lengths[i].item<std::int64_t>();
    const auto ids = policy.captions.drawn.slice(0, i, i + 1).slice(1, 0, length);
    const auto of = [&](const Captioner& captioner) {
      const auto prefix = captioner.prefix(policy.embeddings.slice(0, i / 8, i / 8 + 1), Mode::evaluation);
      return at::log_softmax(captioner.caption_logits(prefix, ids, Mode::evaluation).to(at::kDouble), -1);
    };
    const auto p = of(policy.captioner), q = of(second);
    total += (p.exp() * (p - q)).sum().item<double>();
    tokens += double(length);
  }
  return total / tokens;
}

}  // namespace

std::string moving_average_problems() {
  Problems problems;
  MovingAverage average;
  problems.require("empty", average.empty());
  const auto first = advantages(row({1, 3}), {}, 2, Baseline::moving_average, average, 0.5);
  problems.near("a first batch has its own mean", numbers(first), Numbers{-1, 1});
  problems.near("after it", average.value(), 2);
  const auto second = advantages(row({5, 7}), {}, 2, Baseline::moving_average, average, 0.5);
  problems.near("a second has that of the first", numbers(second), Numbers{3, 5});
  problems.near("bias-corrected mean", average.value(), (0.25 * 2 + 0.5 * 6) / 0.75);
  MovingAverage other;
  other.load(average.state());
  problems.equal("its state", other.value(), average.value());
  problems.near("no baseline", numbers(advantages(row({5, 7}), {}, 2, Baseline::none, average, 0.5)), Numbers{5, 7});
  problems.equal("only its own baseline moves it", other.value(), average.value());
  problems.near("over a given mean", numbers(advantages(row({5, 7}), {}, 2, Baseline::moving_average, 4)),
                Numbers{1, 3});
  return problems.text();
}

std::string normalisation_problems() {
  Problems problems;
  const auto values = row({1, 2, 3, 6});  // mean 3, variance (4 + 1 + 0 + 9) / 4
  const double spread = std::sqrt(3.5) + 1e-4;
  problems.near("std", numbers(normalise_advantage(values, AdvantageNormalisation::std)),
                Numbers{1 / spread, 2 / spread, 3 / spread, 6 / spread});
  problems.near("mean_std", numbers(normalise_advantage(values, AdvantageNormalisation::mean_std)),
                Numbers{-2 / spread, -1 / spread, 0, 3 / spread});
  problems.near("none", numbers(normalise_advantage(values, AdvantageNormalisation::none)), Numbers{1, 2, 3, 6});
  problems.near("equal ones", numbers(normalise_advantage(row({2, 2}), AdvantageNormalisation::mean_std)),
                Numbers{0, 0});
  return problems.text();
}

std::string divergence_problems() {
  Problems problems;
  const auto start = at::log_softmax(row({1, 2, 4}).unsqueeze(0), -1);
  auto same = leaf({2, 3, 5});
  const auto zero = total_divergence(at::log_softmax(same, -1), start);
  zero.backward();
  problems.near("equal distributions", zero.item<double>(), 0);
  problems.near("no gradient there", numbers(same.grad()), Numbers{0, 0, 0});
  // p = (1/2, 1/2), q = (1/4, 3/4): KL = ½·ln 2 + ½·ln(2/3); dKL/dz_i = p_i·(ln(p_i/q_i) - KL).
  auto logits = leaf({0, 0});
  const auto divergence =
      total_divergence(at::log_softmax(logits, -1), row({std::log(0.25f), std::log(0.75f)}).unsqueeze(0));
  divergence.backward();
  const double expected = 0.5 * std::log(2.0) + 0.5 * std::log(2.0 / 3);
  problems.near("value", divergence.item<double>(), expected);
  problems.near("gradient", numbers(logits.grad()),
                Numbers{0.5 * (std::log(2.0) - expected), 0.5 * (std::log(2.0 / 3) - expected)});
  return problems.text();
}

std::string entropy_problems() {
  Problems problems;
  auto logits = leaf({std::log(1.0f), std::log(3.0f)});  // p = (1/4, 3/4); dH/dz_i = -p_i·(ln p_i + H)
  const auto entropy = total_entropy(at::log_softmax(logits, -1));
  entropy.backward();
  const double expected = -0.25 * std::log(0.25) - 0.75 * std::log(0.75);
  problems.near("value", entropy.item<double>(), expected);
  problems.near("gradient", numbers(logits.grad()),
                Numbers{-0.25 * (std::log(0.25) + expected), -0.75 * (std::log(0.75) + expected)});
  auto filtered = leaf({0, -std::numeric_limits<float>::infinity(), 0});
  const auto rest = total_entropy(at::log_softmax(filtered, -1));
  rest.backward();
  problems.near("filtered tokens add nothing", rest.item<double>(), std::log(2.0));
  problems.near("nor a gradient", numbers(filtered.grad()), Numbers{0, 0, 0});
  return problems.text();
}

/// Divergence and entropy as the teacher-forced pass gives them.
std::string policy_pass_problems(const std::filesystem::path& goldens) {
  Problems problems;
  auto policy = sampled_policy(goldens);
  auto initial = golden_captioner(goldens, "mlp");
  LogProbabilityOptions options;
  options.entropy_gradient = true;
  options.reference = &initial;
  const auto measured = [&] {
    options.reference_prefix = policy.prefix(initial).detach();
    return policy.scored(options);
  };
  problems.near("at the start", measured().divergence.item<double>(), 0, 1e-6);
  disturb(policy.captioner);
  const auto away = measured();
  const double distance = away.divergence.item<double>();
  problems.near("mean over tokens", distance, divergence_by_hand(policy, initial), 1e-4);
  problems.require("it is away", distance > 1e-3);
  problems.near("plain entropy", policy.scored({}).entropy.item<double>(), away.entropy.item<double>(), 1e-6);
  problems.require("which has no gradient", !policy.scored({}).entropy.requires_grad());
  problems.require("nor is a divergence computed", !policy.scored({}).divergence.defined());
  options.sampling = {0.7, 20, 0.9, 1.2};
  problems.near("filters do not matter to the divergence", measured().divergence.item<double>(), distance, 1e-5);
  const auto step = [&](double rate) {
    const at::NoGradGuard no_grad;
    for (auto& [name, parameter] : policy.captioner.named_parameters()) {
      auto target = parameter;
      if (target.grad().defined()) target.add_(target.grad(), rate);
      target.mutable_grad().reset();
    }
  };
  away.divergence.backward({}, /*retain_graph=*/true);
  step(-0.05);
  options.sampling = {};
  const auto nearer = measured();
  problems.require("its gradient leads back", nearer.divergence.item<double>() < 0.98 * distance);
  nearer.entropy.backward();
  step(0.5);
  problems.require("the entropy's leads up", measured().entropy.item<double>() > nearer.entropy.item<double>() + 1e-4);
  for (const auto& [name, parameter] : initial.named_parameters())
    problems.require("the initial captioner has none", !parameter.grad().defined());
  return problems.text();
}

}  // namespace vignette
