#include "training/text_only_checks.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>

#include <cmath>
#include <set>

#include "models/golden_tensors.h"
#include "training/embedding_noise.h"
#include "training/likelihood_loss.h"
#include "training/optimizer_settings.h"
#include "training/targets.h"

namespace vignette {
namespace {

using Items = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

Items counting(std::int64_t count) {
  Items items(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = static_cast<std::int64_t>(i);
  return items;
}

Captioner small_captioner(const std::string& kind, std::int64_t layers, std::shared_ptr<const Tokenizer> tokenizer) {
  Gpt2Config config;
  config.vocab_size = 1000, config.n_positions = 32, config.n_embd = 16, config.n_layer = layers, config.n_head = 2;
  config.eos_token_id = 999;
  config.add_cross_attention = kind == "cross_attention";
  MapperConfig mapper;
  mapper.kind = kind, mapper.embedding_size = 16, mapper.model_width = 16, mapper.prefix_length = 2;
  mapper.num_layers = 1, mapper.num_heads = 2;
  return {Gpt2(config), mapper, std::move(tokenizer)};
}

/// Blocks of the language model that train, and whether its embeddings and the mapper do.
std::set<std::string> training_parts(const Captioner& captioner) {
  std::set<std::string> parts;
  for (const auto& [name, tensor] : captioner.named_parameters()) {
    if (!tensor.requires_grad()) continue;
    const auto part = name.starts_with("gpt.transformer.h.") ? name.substr(0, 19) : name.substr(0, name.find('.'));
    parts.insert(name.starts_with("gpt.") && part == "gpt" ? name : part);
  }
  return parts;
}

}  // namespace

std::string gaussian_noise_problems() {
  Problems problems;
  EmbeddingNoise noise;
  const at::Tensor rows = at::ones({400, 64}).mul(3);
  problems.require("nothing on, nothing changed", at::equal(add_noise(rows, noise, counting(400), 1, 2), rows));
  noise.kind = NoiseKind::gaussian, noise.variance = 0.016;
  const at::Tensor noisy = add_noise(rows, noise, counting(400), 1, 2);
  problems.near("length", numbers(noisy.norm(2, {1})), numbers(at::ones({400})));
  // Before the second scaling a row is u + n with |u| = 1, E|n|² = 64·0.016: cos(row, u) is about 1/√2.024.
  problems.near("cosine to the text", noisy.sum(1).div(8).mean().item<double>(), 1 / std::sqrt(1 + 64 * 0.016), 0.02);
  const Items some = {7, 300};
  const at::Tensor part = add_noise(rows.narrow(0, 0, 2), noise, some, 1, 2);
  problems.require("the same draws in any batch", at::equal(part[0], noisy[7]) && at::equal(part[1], noisy[300]));
  problems.require("another step, other draws", !at::equal(add_noise(rows.narrow(0, 0, 2), noise, some, 1, 3), part));
  problems.require("another seed, other draws", !at::equal(add_noise(rows.narrow(0, 0, 2), noise, some, 2, 2), part));
  return problems.text();
}

std::string ball_noise_problems() {
  Problems problems;
  EmbeddingNoise noise;
  noise.kind = NoiseKind::uniform_ball, noise.variance = 0.25;
  // On a plane the noise is seen whole: rows of length 1 turned by at most asin(radius) = 30 degrees.
  const at::Tensor rows = at::tensor({1.0, 0.0}, at::kFloat).expand({4000, 2});
  const at::Tensor noisy = add_noise(rows, noise, counting(4000), 5, 1);
  problems.require("within the ball", noisy.select(1, 0).min().item<double>() > std::cos(std::asin(0.5)) - 1e-6);
  problems.require("up to its edge", noisy.select(1, 0).min().item<double>() < std::cos(std::asin(0.48)));
  problems.near("to both sides alike", noisy.select(1, 1).mean().item<double>(), 0, 0.015);
  problems.near("half above", noisy.select(1, 1).gt(0).to(at::kFloat).mean().item<double>(), 0.5, 0.03);
  return problems.text();
}

std::string modality_offset_problems() {
  Problems problems;
  const at::Tensor images = at::tensor({2.0, 0.0, 0.0, 4.0}, at::kFloat).view({2, 2});
  const at::Tensor texts = at::tensor({-3.0, 0.0, 3.0, 0.0, 0.0, 5.0}, at::kFloat).view({3, 2});
  const at::Tensor offset = modality_offset(images, texts);
  problems.near("offset", numbers(offset), Numbers{0.5, 0.5 - 1.0 / 3});
  EmbeddingNoise noise;
  noise.offset = offset;
  const at::Tensor moved = add_noise(at::tensor({0.0, 2.0}, at::kFloat).view({1, 2}), noise, counting(1), 0, 0);
  const double y = 1 + 0.5 - 1.0 / 3, length = std::hypot(0.5, y);
  problems.near("moved", numbers(moved), Numbers{0.5 / length, y / length});
  return problems.text();
}

std::string target_row_problems() {
  Problems problems;
  TargetRows targets;
  targets.rows = at::arange(6, at::kFloat).unsqueeze(1);
  targets.first = {0, 1, 3, 6};
  problems.near("means", numbers(mean_rows(targets)), Numbers{0, 1.5, 4});
  problems.near("firsts", numbers(first_rows(targets)), Numbers{0, 1, 3});
  std::set<double> seen;
  for (std::int64_t step = 0; step < 60; ++step) {
    const auto drawn = numbers(drawn_rows(targets, Items{2, 0, 1}, 9, step));
    problems.require("own rows", drawn[0] >= 3 && drawn[0] <= 5 && drawn[1] == 0 && (drawn[2] == 1 || drawn[2] == 2));
    problems.near("any batch", numbers(drawn_rows(targets, Items{1}, 9, step)), Numbers{drawn[2]});
    seen.insert({drawn[0], drawn[2]});
  }
  problems.equal("all rows come", seen.size(), std::size_t{5});
  return problems.text();
}

std::string freezing_problems() {
  Problems problems;
  for (const std::string kind : {"encoder", "cross_attention"}) {
    auto captioner = small_captioner(kind, 4, nullptr);
    std::set<std::string> mapper;
    if (kind == "encoder") mapper = {"clip_project"};
    auto middle = mapper;
    middle.insert({"gpt.transformer.h.0", "gpt.transformer.h.3", "gpt.transformer.wte.weight",
                   "gpt.transformer.wpe.weight", "gpt.transformer.ln_f.weight", "gpt.transformer.ln_f.bias"});
    auto whole = middle;
    whole.insert({"gpt.transformer.h.1", "gpt.transformer.h.2"});
    Recipe recipe;
    const auto check = [&](const std::string& what, const std::set<std::string>& expected) {
      set_trainable(captioner, recipe);
      problems.equal(kind + ", " + what, training_parts(captioner), expected);
    };
    check("default", whole);
    recipe.set_assignment("training.language_model_freezing=middle");
    check("middle", middle);
    recipe.set_assignment("training.language_model_freezing=all");
    check("all", mapper);
    recipe.set_assignment("training.language_model_freezing=none");
    recipe.set_assignment("training.freeze_language_model=true");
    check("flag", mapper);
  }
  // As the original has it: GPT-2's parameters 14 up to the last 14 are frozen.
  auto captioner = small_captioner("encoder", 4, nullptr);
  Recipe recipe;
  recipe.set_assignment("training.language_model_freezing=middle");
  set_trainable(captioner, recipe);
  const auto parameters = captioner.language_model().named_parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    problems.equal(parameters[i].first, parameters[i].second.requires_grad(), i < 14 || i + 14 >= parameters.size());
  return problems.text();
}

std::string whole_caption_problems(const std::string& tokenizer_directory) {
  Problems problems;
  const auto tokenizer = load_tokenizer(tokenizer_directory, TokenizerKind::gpt2);
  const auto captioner = small_captioner("cross_attention", 1, tokenizer);
  for (const bool reference : {false, true}) {
    auto ids = caption_targets(captioner, "A dog.", 20, reference);
    problems.equal("ends", ids.back(), std::int64_t{999});
    ids.pop_back();
    problems.equal("text as it stands", tokenizer->decode(ids), std::string("A dog."));
    ids = caption_targets(captioner, "A dog", 2, reference);
    problems.equal("cut", ids.size(), std::size_t{2});
    problems.equal("cut and ended", ids.back(), std::int64_t{999});
  }
  return problems.text();
}

}  // namespace vignette
