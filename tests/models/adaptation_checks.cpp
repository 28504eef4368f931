#include "models/adaptation_checks.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>

#include <functional>

#include "models/clip.h"
#include "models/golden_tensors.h"
#include "models/gpt2.h"
#include "models/roberta.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

Gpt2Config small_gpt2() {
  Gpt2Config config;
  config.vocab_size = 50, config.n_positions = 16, config.n_embd = 16, config.n_layer = 3, config.n_head = 2;
  return config;
}

at::Tensor some_ids(std::int64_t rows, std::int64_t length, std::int64_t vocabulary) {
  return at::arange(rows * length, at::kLong).mul(7).remainder(vocabulary).view({rows, length});
}

/// The gradients of `loss` by `parameters` and `input`, from the same random numbers each time.
std::vector<at::Tensor> gradients(const NamedTensors& parameters, const std::function<at::Tensor()>& loss) {
  for (auto [name, parameter] : parameters) parameter.mutable_grad().reset();
  at::manual_seed(3);
  loss().backward();
  std::vector<at::Tensor> result;
  for (const auto& [name, parameter] : parameters) result.push_back(parameter.grad());
  return result;
}

void same_bits(Problems& problems, const NamedTensors& parameters, const std::vector<at::Tensor>& first,
               const std::vector<at::Tensor>& second) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& name = parameters[i].first;
    if (!first[i].defined() || !second[i].defined())
      problems.require(name + ": both have a gradient or none", first[i].defined() == second[i].defined());
    else
      problems.require(name + ": same gradient", at::equal(first[i], second[i]));
  }
}

class HalfPrecision {
 public:
  explicit HalfPrecision(bool on) {
    at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCPU, on);
  }
  ~HalfPrecision() {
    at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(at::kCPU, false);
  }
};

/// Logits [B, T, V] of a pass that decodes position by position with a cache.
at::Tensor decoded(const Gpt2& model, const at::Tensor& ids) {
  const at::NoGradGuard no_grad;
  auto cache = model.make_cache(ids.size(1));
  std::vector<at::Tensor> logits;
  for (std::int64_t t = 0; t < ids.size(1); ++t)
    logits.push_back(
        model.logits(model.forward(model.embed_tokens(ids.narrow(1, t, 1)), &cache, {}, Mode::evaluation)));
  return at::cat(logits, 1);
}

at::Tensor all_logits(const Gpt2& model, const at::Tensor& ids, Mode mode = Mode::evaluation) {
  return model.logits(model.forward(model.embed_tokens(ids), nullptr, {}, mode));
}

void randomise(const NamedTensors& adapters) {
  const at::NoGradGuard no_grad;
  for (auto [name, tensor] : adapters) tensor.normal_(0, 0.1);
}

Gpt2 adapted(double dropout = 0) {
  at::manual_seed(1);
  Gpt2 model(small_gpt2());
  model.add_adapters({4, 8, dropout, {"c_attn", "mlp.c_proj"}});
  return model;
}

}  // namespace

std::string checkpointed_gpt2_problems(bool half_precision) {
  Problems problems;
  at::manual_seed(1);
  Gpt2 model(small_gpt2());
  model.requires_grad(true);
  const auto input = at::randn({4, 9, 16}).requires_grad_(true);
  auto parameters = model.named_parameters();
  parameters.emplace_back("input", input);
  std::vector<at::Tensor> after;
  const auto loss = [&] {
    const auto result = model.logits(model.forward(input, nullptr, {}, Mode::training)).to(at::kFloat).square().mean();
    after.push_back(at::randn({3}));  // what comes after the pass draws the same numbers
    return result;
  };
  const HalfPrecision precision(half_precision);
  const auto plain = gradients(parameters, loss);
  at::autocast::clear_cache();
  model.checkpoint_activations();
  const auto checkpointed = gradients(parameters, loss);
  const auto next = at::randn({3});
  same_bits(problems, parameters, plain, checkpointed);
  problems.require("the generator goes on as it would", at::equal(after[0], after[1]));
  at::manual_seed(3);
  loss();
  problems.require("the backward pass leaves the generator alone", at::equal(next, at::randn({3})));
  return problems.text();
}

std::string checkpointed_roberta_problems() {
  Problems problems;
  at::manual_seed(1);
  RobertaConfig config;
  config.vocab_size = 50, config.hidden_size = 16, config.num_hidden_layers = 2, config.num_attention_heads = 2;
  config.intermediate_size = 32, config.max_position_embeddings = 20;
  Roberta model(config);
  model.requires_grad(true);
  const auto ids = some_ids(3, 8, 46) + 4, mask = at::ones({3, 8});
  const auto loss = [&] { return model.pooled(ids, mask, Mode::training).square().mean(); };
  const auto plain = gradients(model.named_parameters(), loss);
  model.checkpoint_activations();
  same_bits(problems, model.named_parameters(), plain, gradients(model.named_parameters(), loss));
  return problems.text();
}

std::string checkpointed_clip_problems() {
  Problems problems;
  at::manual_seed(1);
  ClipConfig config;
  for (auto* tower : {&config.text, &config.vision})
    tower->hidden_size = 16, tower->intermediate_size = 32, tower->num_hidden_layers = 2,
    tower->num_attention_heads = 2;
  config.vocab_size = 50, config.eos_token_id = 49, config.max_position_embeddings = 10;
  config.image_size = 16, config.patch_size = 8, config.projection_dim = 12;
  Clip model(config);
  model.requires_grad(true);
  auto ids = some_ids(3, 8, 48);
  ids.select(1, 6).fill_(49);
  const auto pixels = at::randn({3, 3, 16, 16});
  const auto loss = [&] { return (model.encode_images(pixels) * model.encode_texts(ids)).sum() * model.scale(); };
  const auto plain = gradients(model.named_parameters(), loss);
  model.checkpoint_activations();
  same_bits(problems, model.named_parameters(), plain, gradients(model.named_parameters(), loss));
  return problems.text();
}

std::string adapter_target_problems() {
  Problems problems;
  const Gpt2 model(small_gpt2());
  const auto count = [&](std::vector<std::string> targets) {
    return double(LowRankAdapters(model.named_parameters(), {2, 2, 0, std::move(targets)}).named_parameters().size());
  };
  problems.near("c_attn, three blocks, A and B", count({"c_attn"}), 6);
  problems.near("c_proj is attention's and the inner layer's", count({"c_proj"}), 12);
  problems.near("mlp.c_proj", count({"mlp.c_proj", "c_fc"}), 12);
  try {
    count({"c_attn", "q_proj"});
    problems.require("an unknown target is refused", false);
  } catch (const std::invalid_argument& error) {
    problems.require("it is named", std::string(error.what()).find("'q_proj'") != std::string::npos);
  }
  const auto names = LowRankAdapters(model.named_parameters(), {2, 2, 0, {"c_fc"}}).named_parameters();
  problems.require("PEFT's names", names[0].first == "transformer.h.0.mlp.c_fc.lora_A.weight" &&
                                       names[1].first == "transformer.h.0.mlp.c_fc.lora_B.weight");
  problems.require("PEFT's shapes", names[0].second.sizes() == at::IntArrayRef({2, 16}) &&
                                        names[1].second.sizes() == at::IntArrayRef({64, 2}));
  return problems.text();
}

std::string adapter_problems() {
  Problems problems;
  const auto ids = some_ids(3, 9, 50);
  at::manual_seed(1);
  const Gpt2 base(small_gpt2());
  const Gpt2 model = adapted();
  problems.require("nothing changes at first", at::equal(all_logits(base, ids), all_logits(model, ids)));
  randomise(model.adapters()->named_parameters());
  problems.require("then it does", !at::allclose(all_logits(base, ids), all_logits(model, ids), 1e-3, 1e-3));
  const auto merged = model.adapters()->merged(model.named_parameters());
  const auto own = base.named_parameters(), adapters = model.adapters()->named_parameters();
  // W + 8/4·(B·A)ᵀ of the first block's c_attn.
  const auto expected = own[4].second + 2 * adapters[1].second.matmul(adapters[0].second).t();
  problems.require("named c_attn", own[4].first == "transformer.h.0.attn.c_attn.weight");
  problems.require("the formula", at::allclose(merged[4].second, expected, 1e-6, 1e-6));
  problems.require("others stay", at::equal(merged[6].second, own[6].second));
  for (std::size_t i = 0; i < own.size(); ++i) at::Tensor(own[i].second).copy_(merged[i].second);
  const auto direct = all_logits(model, ids);
  problems.require("as merged", at::allclose(direct, all_logits(base, ids), 1e-5, 1e-5));
  problems.require("with a cache", at::allclose(direct, decoded(model, ids), 1e-5, 1e-5));
  problems.require("with a cache as merged", at::allclose(decoded(model, ids), decoded(base, ids), 1e-5, 1e-5));
  model.adapters()->reset();
  at::manual_seed(1);
  problems.require("reset", at::equal(all_logits(model, ids), all_logits(Gpt2(small_gpt2()), ids)));
  return problems.text();
}

std::string adapter_gradient_problems() {
  Problems problems;
  Gpt2 model = adapted(0.5);
  model.requires_grad(false);
  auto all = model.named_parameters();
  for (const auto& [name, tensor] : model.adapters()->named_parameters())
    all.emplace_back(name, at::Tensor(tensor).set_requires_grad(true));
  randomise(model.adapters()->named_parameters());
  const auto ids = some_ids(3, 9, 50);
  const auto loss = [&] { return all_logits(model, ids, Mode::training).square().mean(); };
  const auto plain = gradients(all, loss);
  for (std::size_t i = 0; i < all.size(); ++i)
    problems.require(all[i].first, plain[i].defined() == (all[i].first.find("lora") != std::string::npos));
  model.checkpoint_activations();
  same_bits(problems, all, plain, gradients(all, loss));
  return problems.text();
}

std::string adapter_file_problems(const std::filesystem::path& folder) {
  Problems problems;
  const Gpt2 model = adapted();
  randomise(model.adapters()->named_parameters());
  model.adapters()->save(folder);
  const SafetensorsFile file(folder / "adapter_model.safetensors");
  for (const auto& [name, tensor] : model.adapters()->named_parameters())
    problems.require(name, at::equal(file.tensor("base_model.model." + name), tensor));
  const auto config = read_golden(folder / "adapter_config.json");
  problems.require("kind", config.at("peft_type") == "LORA" && config.at("fan_in_fan_out") == true);
  problems.require("figures", config.at("r") == 4 && config.at("lora_alpha") == 8.0);
  return problems.text();
}

}  // namespace vignette
