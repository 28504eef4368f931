#include "models/gpt2.h"

#include <ATen/autocast_mode.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/ones.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "log/log.h"
#include "models/activation.h"
#include "models/attention.h"
#include "models/checkpointed.h"
#include "models/configs.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

constexpr double init_std = 0.02;

/// The mask of a causal pass with padding, which SDPA's is_causal does not cover.
at::Tensor causal_mask(std::int64_t time, const at::Tensor& attention_mask, const at::Tensor& like) {
  if (!attention_mask.defined()) return {};
  if (attention_mask.size(1) != time)
    throw std::invalid_argument(concat("attention_mask: expected ", time, " columns, got ", attention_mask.size(1)));
  const at::Tensor causal = at::ones({time, time}, like.options().dtype(at::kBool)).tril_();
  const at::Tensor allowed = causal.logical_and(attention_mask.ne(0).unsqueeze(1).unsqueeze(1));
  return additive_mask(allowed, like.scalar_type());
}

/// Names without "transformer.", which published files leave out and saved ones have.
NamedTensors without_prefix(NamedTensors parameters) {
  constexpr std::string_view prefix = "transformer.";
  for (auto& [name, tensor] : parameters) name.erase(0, prefix.size());
  return parameters;
}

bool is_cross_attention(const std::string& name) {
  return name.find(".crossattention.") != name.npos || name.find(".ln_cross_attn.") != name.npos;
}

}  // namespace

void Gpt2::Block::add_cross_attention(std::int64_t width, double std, double residual_std, Initialise how) {
  ln_cross_weight = constant_parameter({width}, 1), ln_cross_bias = constant_parameter({width}, 0);
  cross_weight = normal_parameter({width, 2 * width}, std, how);
  cross_bias = constant_parameter({2 * width}, 0);
  query_weight = normal_parameter({width, width}, std, how);
  query_bias = constant_parameter({width}, 0);
  cross_proj_weight = normal_parameter({width, width}, residual_std, how);
  cross_proj_bias = constant_parameter({width}, 0);
}

Gpt2::Gpt2(const Gpt2Config& config) : Gpt2(config, Initialise::random, Initialise::random) {}

Gpt2 Gpt2::blank(const Gpt2Config& config) {
  return {config, Initialise::blank, Initialise::blank};
}

Gpt2::Gpt2(const Gpt2Config& config, Initialise how, Initialise cross_attention) : config_(config) {
  const std::int64_t width = config.n_embd, inner = config.n_inner > 0 ? config.n_inner : 4 * width;
  if (width % config.n_head != 0) throw std::invalid_argument("GPT-2: n_embd must be a multiple of n_head");
  const double residual_std = init_std / std::sqrt(2.0 * static_cast<double>(config.n_layer));
  wte_ = normal_parameter({config.vocab_size, width}, init_std, how);
  wpe_ = normal_parameter({config.n_positions, width}, init_std, how);
  for (std::int64_t i = 0; i < config.n_layer; ++i) {
    Block block;
    block.ln_1_weight = constant_parameter({width}, 1), block.ln_1_bias = constant_parameter({width}, 0);
    block.attn_weight = normal_parameter({width, 3 * width}, init_std, how);
    block.attn_bias = constant_parameter({3 * width}, 0);
    block.attn_proj_weight = normal_parameter({width, width}, residual_std, how);
    block.attn_proj_bias = constant_parameter({width}, 0);
    block.ln_2_weight = constant_parameter({width}, 1), block.ln_2_bias = constant_parameter({width}, 0);
    block.fc_weight = normal_parameter({width, inner}, init_std, how);
    block.fc_bias = constant_parameter({inner}, 0);
    block.proj_weight = normal_parameter({inner, width}, residual_std, how);
    block.proj_bias = constant_parameter({width}, 0);
    if (config.add_cross_attention) block.add_cross_attention(width, init_std, residual_std, cross_attention);
    blocks_.push_back(std::move(block));
  }
  ln_f_weight_ = constant_parameter({width}, 1), ln_f_bias_ = constant_parameter({width}, 0);
}

Gpt2 Gpt2::load(const std::filesystem::path& directory, bool cross_attention) {
  auto config = Gpt2Config::from_directory(directory);
  const bool added = cross_attention && !config.add_cross_attention;
  config.add_cross_attention = config.add_cross_attention || cross_attention;
  Gpt2 model(config, Initialise::blank, added ? Initialise::random : Initialise::blank);
  auto parameters = without_prefix(model.named_parameters());
  if (added) std::erase_if(parameters, [](const auto& parameter) { return is_cross_attention(parameter.first); });
  load_parameters(directory, parameters, {"transformer.", ""});
  return model;
}

void Gpt2::save(const std::filesystem::path& directory) const {
  write_config(directory, config_);
  write_safetensors(directory / "model.safetensors", named_parameters(), {{"format", "pt"}});
}

NamedTensors Gpt2::named_parameters() const {
  NamedTensors all = {{"transformer.wte.weight", wte_}, {"transformer.wpe.weight", wpe_}};
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const std::string at = "transformer.h." + std::to_string(i) + ".";
    const Block& block = blocks_[i];
    all.insert(all.end(), {{at + "ln_1.weight", block.ln_1_weight},
                           {at + "ln_1.bias", block.ln_1_bias},
                           {at + "attn.c_attn.weight", block.attn_weight},
                           {at + "attn.c_attn.bias", block.attn_bias},
                           {at + "attn.c_proj.weight", block.attn_proj_weight},
                           {at + "attn.c_proj.bias", block.attn_proj_bias},
                           {at + "ln_2.weight", block.ln_2_weight},
                           {at + "ln_2.bias", block.ln_2_bias}});
    if (config_.add_cross_attention)
      all.insert(all.end(), {{at + "crossattention.c_attn.weight", block.cross_weight},
                             {at + "crossattention.c_attn.bias", block.cross_bias},
                             {at + "crossattention.q_attn.weight", block.query_weight},
                             {at + "crossattention.q_attn.bias", block.query_bias},
                             {at + "crossattention.c_proj.weight", block.cross_proj_weight},
                             {at + "crossattention.c_proj.bias", block.cross_proj_bias},
                             {at + "ln_cross_attn.weight", block.ln_cross_weight},
                             {at + "ln_cross_attn.bias", block.ln_cross_bias}});
    all.insert(all.end(), {{at + "mlp.c_fc.weight", block.fc_weight},
                           {at + "mlp.c_fc.bias", block.fc_bias},
                           {at + "mlp.c_proj.weight", block.proj_weight},
                           {at + "mlp.c_proj.bias", block.proj_bias}});
  }
  all.emplace_back("transformer.ln_f.weight", ln_f_weight_);
  all.emplace_back("transformer.ln_f.bias", ln_f_bias_);
  return all;
}

at::Tensor Gpt2::project(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias,
                         const Pass& pass) const {
  if (const auto* packed = pass.packed(); packed != nullptr) return packed->of(weight).project(rows);
  return adapters_ ? adapters_->project(rows, weight, bias, pass.mode) : at::addmm(bias, rows, weight);
}

/// residual + dropout(project()).
at::Tensor Gpt2::project_added(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias,
                               const at::Tensor& residual, const Pass& pass) const {
  if (const auto* packed = pass.packed(); packed != nullptr) return packed->of(weight).project_added(rows, residual);
  return residual.add(apply_dropout(project(rows, weight, bias, pass), config_.resid_pdrop, pass.mode));
}

at::Tensor Gpt2::activated(const Block& block, const at::Tensor& normed, const Pass& pass) const {
  if (const auto* packed = pass.packed(); packed != nullptr && is_tanh_gelu(config_.activation_function))
    return packed->of(block.fc_weight).project_gelu(normed);
  return activate(project(normed, block.fc_weight, block.fc_bias, pass), config_.activation_function);
}

void Gpt2::add_adapters(const LowRankOptions& options) {
  adapters_ = std::make_shared<LowRankAdapters>(named_parameters(), options);
}

void Gpt2::checkpoint_activations() {
  auto all = named_parameters();
  if (adapters_)
    for (const auto& parameter : adapters_->named_parameters()) all.push_back(parameter);
  block_parameters_.clear();
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    block_parameters_.push_back(parameters_below(all, "transformer.h." + std::to_string(i) + "."));
}

at::Tensor Gpt2::embed_tokens(const at::Tensor& ids) const {
  return at::embedding(wte_, ids);
}

at::Tensor Gpt2::embed_positions(std::int64_t first, std::int64_t count) const {
  if (first + count > config_.n_positions)
    throw std::invalid_argument(concat("GPT-2: ", first + count, " positions, but there is room for ",
                                       config_.n_positions, "; shorten the text or take a model with more positions"));
  return wpe_.narrow(0, first, count);
}

/// packed [B·T, 3e]: query, key, value -> [B·T, e].
at::Tensor Gpt2::attended_rows(const at::Tensor& packed, std::size_t layer, const Pass& pass) const {
  if (pass.cache != nullptr) return pass.cache->attend(layer, packed, pass.batch);
  const std::int64_t width = config_.n_embd, heads = config_.n_head, time = packed.size(0) / pass.batch;
  const auto parts = packed.view({pass.batch, time, 3, heads, width / heads}).permute({2, 0, 3, 1, 4}).unbind(0);
  AttentionOptions options;
  options.mask = pass.mask;
  options.causal = time > 1;
  options.dropout = pass.mode == Mode::training ? config_.attn_pdrop : 0;
  return merge_heads(attend(parts[0], parts[1], parts[2], options));
}

/// rows + what self-attention adds to them.
at::Tensor Gpt2::attention(const Block& block, std::size_t layer, const at::Tensor& rows, const Pass& pass) const {
  const at::Tensor normed = normalise(rows, block.ln_1_weight, block.ln_1_bias, config_.layer_norm_epsilon);
  const at::Tensor packed = project(normed, block.attn_weight, block.attn_bias, pass);
  const at::Tensor context = pass.texts != nullptr ? attended_texts(packed, pass) : attended_rows(packed, layer, pass);
  return project_added(context, block.attn_proj_weight, block.attn_proj_bias, rows, pass);
}

/// The cache's, or computed from the memory and left there.
KeyValueCache::Memory Gpt2::memory_keys_values(const Block& block, std::size_t layer, const Pass& pass) const {
  if (pass.cache != nullptr && pass.cache->memory(layer).keys.defined()) return pass.cache->memory(layer);
  const std::int64_t length = pass.memory.size(1), width = config_.n_embd, heads = config_.n_head;
  const auto parts = project(pass.memory.reshape({-1, width}), block.cross_weight, block.cross_bias, pass)
                         .view({pass.batch, length, 2, heads, width / heads})
                         .permute({2, 0, 3, 1, 4})
                         .unbind(0);
  if (pass.cache != nullptr) pass.cache->memory(layer) = {parts[0], parts[1]};
  return {parts[0], parts[1]};
}

/// rows + what cross-attention adds to them.
at::Tensor Gpt2::cross_attention(const Block& block, std::size_t layer, const at::Tensor& rows,
                                 const Pass& pass) const {
  const std::int64_t time = rows.size(0) / pass.batch;
  const auto [key, value] = memory_keys_values(block, layer, pass);
  at::Tensor context;
  if (pass.cache != nullptr && value.size(2) == 1) {
    // All the weight lies on the one token, whatever is asked.
    context = value.expand({-1, -1, time, -1});
  } else {
    AttentionOptions options;
    options.dropout = pass.mode == Mode::training ? config_.attn_pdrop : 0;
    const at::Tensor normed = normalise(rows, block.ln_cross_weight, block.ln_cross_bias, config_.layer_norm_epsilon);
    const at::Tensor query = project(normed, block.query_weight, block.query_bias, pass);
    context = attend(split_heads(query, pass.batch, config_.n_head), key, value, options);
  }
  return project_added(merge_heads(context), block.cross_proj_weight, block.cross_proj_bias, rows, pass);
}

at::Tensor Gpt2::block_forward(std::size_t layer, const at::Tensor& rows, const Pass& pass) const {
  const Block& block = blocks_[layer];
  at::Tensor attended = attention(block, layer, rows, pass);
  if (config_.add_cross_attention && pass.has_memory()) attended = cross_attention(block, layer, attended, pass);
  const at::Tensor normed = normalise(attended, block.ln_2_weight, block.ln_2_bias, config_.layer_norm_epsilon);
  return project_added(activated(block, normed, pass), block.proj_weight, block.proj_bias, attended, pass);
}

at::Tensor Gpt2::run_block(std::size_t layer, const at::Tensor& rows, const Pass& pass) const {
  if (block_parameters_.empty() || pass.cache != nullptr) return block_forward(layer, rows, pass);
  std::vector<at::Tensor> inputs = {rows};
  if (pass.memory.defined()) inputs.push_back(pass.memory);
  const auto part = [this, layer, pass](const std::vector<at::Tensor>& again) {
    Pass replayed = pass;
    if (again.size() > 1) replayed.memory = again[1];
    return block_forward(layer, again[0], replayed);
  };
  return checkpointed(part, inputs, block_parameters_[layer], pass.mode == Mode::training);
}

at::Tensor Gpt2::forward(const at::Tensor& inputs, KeyValueCache* cache, const at::Tensor& attention_mask, Mode mode,
                         const at::Tensor& memory) const {
  std::optional<c10::NoGradGuard> no_grad;
  if (cache != nullptr) no_grad.emplace();
  const std::int64_t batch = inputs.size(0), time = inputs.size(1), past = cache != nullptr ? cache->length() : 0;
  const std::int64_t limit = cache != nullptr ? std::min(cache->capacity(), config_.n_positions) : config_.n_positions;
  if (past + time > limit)
    throw std::invalid_argument(concat("GPT-2: ", past + time, " positions, but there is room for ", limit,
                                       "; shorten the text or take a model with more positions"));
  const Pass pass{batch, cache, causal_mask(time, attention_mask, inputs), memory, mode, nullptr};
  at::Tensor rows = apply_dropout(inputs.add(wpe_.narrow(0, past, time)), config_.embd_pdrop, mode);
  rows = rows.reshape({batch * time, config_.n_embd});
  for (std::size_t i = 0; i < blocks_.size(); ++i) rows = run_block(i, rows, pass);
  if (cache != nullptr) cache->advance(time);
  return normalise(rows, ln_f_weight_, ln_f_bias_, config_.layer_norm_epsilon).view({batch, time, config_.n_embd});
}

at::Tensor Gpt2::logits(const at::Tensor& hidden) const {
  return at::linear(hidden, wte_);
}

at::Tensor Gpt2::logits(const at::Tensor& hidden, const KeyValueCache& cache) const {
  return cache.weights != nullptr ? cache.weights->of(wte_).project(hidden) : logits(hidden);
}

/// What matrix products come out in.
at::ScalarType Gpt2::decoding_dtype() const {
  const auto device = wte_.device().type();
  return at::autocast::is_autocast_enabled(device) ? at::autocast::get_autocast_dtype(device) : wte_.scalar_type();
}

KeyValueCache Gpt2::make_cache(std::int64_t capacity) const {
  const KeyValueCache::Sizes sizes{blocks_.size(), config_.n_head, config_.n_embd, capacity};
  KeyValueCache cache(sizes, wte_.options().dtype(decoding_dtype()).requires_grad(false));
  cache.weights = packed_.lock();
  return cache;
}

std::shared_ptr<const PackedWeights> Gpt2::pack() const {
  if (auto held = packed_.lock()) return held;
  const auto dtype = decoding_dtype();
  if (!PackedLinear::is_available(wte_.device(), dtype)) return nullptr;
  const c10::NoGradGuard no_grad;
  auto packed = std::make_shared<PackedWeights>();
  const auto add = [&](const at::Tensor& weight, const at::Tensor& bias) {
    if (weight.defined()) packed->add(weight, {(adapters_ ? adapters_->merged(weight) : weight).t(), bias, dtype});
  };
  packed->add(wte_, {wte_, {}, dtype});
  for (const Block& block : blocks_) {
    add(block.attn_weight, block.attn_bias), add(block.attn_proj_weight, block.attn_proj_bias);
    add(block.fc_weight, block.fc_bias), add(block.proj_weight, block.proj_bias);
    add(block.query_weight, block.query_bias), add(block.cross_proj_weight, block.cross_proj_bias);
    add(block.cross_weight, block.cross_bias);
  }
  packed_ = packed;
  return packed;
}

}  // namespace vignette
