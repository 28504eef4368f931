#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_svdvals.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>

#include <cmath>

#include "models/spectral_norm.h"
#include "training/compute.h"
#include "training/golden_players.h"
#include "training/policy_checks.h"

namespace vignette {
namespace {

using Numbers = std::vector<double>;

Discriminator::Batch batch_of(const GoldenPlayers& players, const std::vector<std::string>& texts) {
  return Discriminator::tokenize(*players.critic_tokenizer, texts, 22, false, false);
}

at::Tensor parameter(const Discriminator& critic, const std::string& name) {
  for (auto& [found, tensor] : critic.named_parameters())
    if (found == name) return tensor;
  throw std::runtime_error(name + " is no parameter of the critic");
}

/// D = `bias` whatever the caption.
void make_constant(const Discriminator& critic, double bias) {
  const at::NoGradGuard no_grad;
  parameter(critic, "classifier.model.2.weight").zero_();
  parameter(critic, "classifier.model.2.bias").fill_(bias);
}

/// Σ (∂D/∂e)² of one caption by central differences, all of them in one forward.
double squared_gradient(const Discriminator& critic, const Discriminator::Batch& caption) {
  const at::NoGradGuard no_grad;
  constexpr double width = 1e-5;
  const auto words = critic.roberta().embed_words(caption.ids);
  const auto count = words.numel();
  const auto moves = (at::eye(count, words.options()) * width).view({count, words.size(1), words.size(2)});
  const Discriminator::Batch many{caption.ids.expand({count, -1}), caption.attention_mask.expand({count, -1})};
  const auto up = critic.forward_words(words + moves, many, Mode::evaluation);
  const auto down = critic.forward_words(words - moves, many, Mode::evaluation);
  return ((up - down) / (2 * width)).square().sum().item<double>();
}

/// d penalty / d parameter[first] by central differences.
double slope(const Discriminator& critic, const Discriminator::Batch& captions, const at::Tensor& of) {
  constexpr double width = 1e-5;
  const auto at_offset = [&](double offset) {
    const auto shift = [&](double by) {
      const at::NoGradGuard no_grad;
      of.view({-1}).select(0, 0).add_(by);
    };
    shift(offset);
    const double value = r1_penalty(critic, captions).item<double>();
    shift(-offset);
    return value;
  };
  return (at_offset(width) - at_offset(-width)) / (2 * width);
}

}  // namespace

std::string critic_loss_value_problems(const std::filesystem::path& goldens) {
  Problems problems;
  GoldenPlayers players(goldens, AdamWKind::fused);
  const std::vector<std::string> people = {"A dog runs.", "Two cats."}, machine = {"Dog dog.", "The the a.", "Grass."};
  const auto real = batch_of(players, people);
  const auto pad = players.critic_tokenizer->pad_id();
  const auto cross_entropy = [](const at::Tensor& logits, double label) {
    double sum = 0;
    for (const double x : numbers(logits)) sum += std::log1p(std::exp(x)) - label * x;
    return sum;
  };
  const auto loss = critic_loss(players.critic, real, batch_of(players, machine), pad, {0.2, 0});
  problems.near("labels .8 and 0", loss.cross_entropy,
                (cross_entropy(loss.real, 0.8) + cross_entropy(loss.fake, 0)) / 5);
  problems.equal("nothing else is in the loss", loss.loss.item<double>(), loss.cross_entropy);
  const auto penalised = critic_loss(players.critic, real, batch_of(players, machine), pad, {0.2, 3});
  problems.near("γ/2 of the penalty", penalised.loss.item<double>(), penalised.cross_entropy + 1.5 * penalised.penalty);
  problems.require("there is one", penalised.penalty > 1e-9);

  AdversarialOptions options;
  options.accumulation = 2;
  const auto step = players.step();
  const auto figures = step.train_critic(real, machine, options);
  const auto real_logits = numbers(loss.real), fake_logits = numbers(loss.fake);
  double margin = 0;
  for (const double x : real_logits) margin += x / 2;
  for (const double x : fake_logits) margin -= x / 3;
  problems.near("margin", figures.margin, margin);
  problems.require("no penalty", !figures.penalty);
  players.critic_optimizer.zero_gradients();

  make_constant(players.critic, 1);  // softplus(1) = 1.3132617
  options.critic.label_smoothing = 0.1;
  const auto sure = step.train_critic(real, machine, options);
  problems.near("loss of a constant critic", sure.loss, (2 * (1.3132617 - 0.9) + 3 * 1.3132617) / 5);
  problems.near("it believes people", sure.accuracy_real, 1);
  problems.near("and machines", sure.accuracy_fake, 0);
  problems.near("accuracy of both", sure.accuracy, 0.4);
  problems.near("constant margin", sure.margin, 0);
  return problems.text();
}

std::string gradient_penalty_problems(const std::filesystem::path& goldens) {
  Problems problems;
  GoldenPlayers players(goldens, AdamWKind::fused);
  auto& critic = players.critic;
  critic.to(at::kCPU, at::kDouble);
  const auto in_double = [&](const std::vector<std::string>& texts) {
    auto batch = batch_of(players, texts);
    return Discriminator::Batch{batch.ids, batch.attention_mask.to(at::kDouble)};
  };
  const auto one = in_double({"A dog."}), other = in_double({"Two cats sit on the grass."});
  const auto both = in_double({"A dog.", "Two cats sit on the grass."});
  const double first = squared_gradient(critic, one), second = squared_gradient(critic, other);
  const auto penalty = r1_penalty(critic, both);
  problems.near("one caption", r1_penalty(critic, one).item<double>() / first, 1, 1e-6);
  problems.near("mean over captions, padding or not", penalty.item<double>() / ((first + second) / 2), 1, 1e-6);
  penalty.backward();
  for (const auto* name :
       {"roberta.encoder.layer.0.attention.self.query.weight", "roberta.encoder.layer.0.attention.self.value.weight",
        "roberta.encoder.layer.0.intermediate.dense.weight", "roberta.encoder.layer.0.output.LayerNorm.weight",
        "roberta.embeddings.LayerNorm.weight", "roberta.pooler.dense.weight", "classifier.model.0.weight",
        "classifier.model.2.weight"}) {
    const auto weight = parameter(critic, name);
    const double expected = slope(critic, both, weight.detach());
    problems.near(std::string("slope by ") + name, weight.grad().view({-1})[0].item<double>() / penalty.item<double>(),
                  expected / penalty.item<double>(), 1e-5, 1e-2);
  }
  problems.require("embeddings count as data",
                   !parameter(critic, "roberta.embeddings.word_embeddings.weight").grad().defined());
  problems.require("attention is fused again", at::globalContext().userEnabledFlashSDP());
  return problems.text();
}

std::string spectral_norm_problems() {
  Problems problems;
  reseed(at::kCPU, 1, 0, 0);
  const auto weight = at::randn({24, 48});
  SpectralNorm norm(weight);
  norm.iterate(weight, 300);
  const double largest = at::linalg_svdvals(weight).max().item<double>();
  problems.near("largest singular value", (weight / norm.apply(weight)).max().item<double>(), largest, 1e-4);
  problems.near("after it", at::linalg_svdvals(norm.apply(weight)).max().item<double>(), 1, 1e-4);
  problems.near("u is a unit vector", norm.left().norm().item<double>(), 1);
  problems.near("v too", norm.right().norm().item<double>(), 1);

  auto diagonal = at::tensor({3.f, 0.f, 0.f, 1.f}).view({2, 2}).requires_grad_(true);
  SpectralNorm two(diagonal);
  two.iterate(diagonal, 40);
  const auto divided = two.apply(diagonal);
  problems.near("diag(3, 1) / 3", numbers(divided), Numbers{1, 0, 0, 1.0 / 3});
  divided[1][1].backward();  // d(w₁₁/σ) = 1/σ at w₁₁, -w₁₁/σ² at the place that σ follows
  problems.near("gradient through σ", numbers(diagonal.grad()), Numbers{-1.0 / 9, 0, 0, 1.0 / 3});
  return problems.text();
}

std::string spectral_critic_problems(const std::filesystem::path& goldens) {
  Problems problems;
  GoldenPlayers players(goldens, AdamWKind::fused);
  auto& critic = players.critic;
  const auto batch = batch_of(players, {"A dog.", "Two cats sit on the grass."});
  const auto plain = numbers(critic.forward(batch, Mode::evaluation));
  const auto names = critic.named_parameters();
  problems.require("off: no vectors", critic.spectral_vectors().empty());
  reseed(at::kCPU, 1, 0, 0);
  critic.use_spectral_norm();
  for (int i = 0; i < 300; ++i) critic.iterate_spectral_norm();
  problems.equal("the same parameters", critic.named_parameters().size(), names.size());
  const auto normed = numbers(critic.forward(batch, Mode::evaluation));
  problems.require("another critic", std::abs(normed[0] - plain[0]) > 1e-4);
  const at::NoGradGuard no_grad;
  for (const auto* name : {"classifier.model.0.weight", "classifier.model.2.weight"}) {
    const auto weight = parameter(critic, name);
    weight.div_(at::linalg_svdvals(weight).max());
  }
  for (int i = 0; i < 300; ++i) critic.iterate_spectral_norm();
  problems.near("scale does not matter", numbers(critic.forward(batch, Mode::evaluation)), normed, 1e-4);
  problems.equal("vectors", critic.spectral_vectors().size(), std::size_t(4));
  return problems.text();
}

}  // namespace vignette
