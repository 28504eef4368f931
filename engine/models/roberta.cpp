#include "models/roberta.h"

#include <ATen/ops/embedding.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/tanh.h>
#include <c10/core/GradMode.h>

#include <algorithm>
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

/// Hugging Face zeroes the padding row of the embeddings.
at::Tensor padded_embedding(std::int64_t rows, std::int64_t width, std::int64_t pad, Initialise how) {
  at::Tensor weight = normal_parameter({rows, width}, init_std, how);
  if (pad < rows) weight.select(0, pad).zero_();
  return weight;
}

/// Additive [B, 1, 1, T]; undefined when nothing is padded (asked only where the answer costs no device wait).
at::Tensor padding_mask(const at::Tensor& attention_mask, at::ScalarType dtype) {
  const at::Tensor allowed = attention_mask.ne(0);
  if (allowed.is_cpu() && allowed.all().item<bool>()) return {};
  return additive_mask(allowed.unsqueeze(1).unsqueeze(1), dtype);
}

}  // namespace

Roberta::Layer Roberta::make_layer(const RobertaConfig& config, Initialise how) {
  const std::int64_t width = config.hidden_size, inner = config.intermediate_size;
  const auto weight = [&](std::int64_t out, std::int64_t in) { return normal_parameter({out, in}, init_std, how); };
  const auto zeros = [](std::int64_t size) { return constant_parameter({size}, 0); };
  const auto ones = [](std::int64_t size) { return constant_parameter({size}, 1); };
  Layer layer;
  layer.query_weight = weight(width, width), layer.query_bias = zeros(width);
  layer.key_weight = weight(width, width), layer.key_bias = zeros(width);
  layer.value_weight = weight(width, width), layer.value_bias = zeros(width);
  layer.output_weight = weight(width, width), layer.output_bias = zeros(width);
  layer.attention_norm_weight = ones(width), layer.attention_norm_bias = zeros(width);
  layer.intermediate_weight = weight(inner, width), layer.intermediate_bias = zeros(inner);
  layer.ffn_weight = weight(width, inner), layer.ffn_bias = zeros(width);
  layer.norm_weight = ones(width), layer.norm_bias = zeros(width);
  return layer;
}

Roberta::Roberta(const RobertaConfig& config) : Roberta(config, Initialise::random) {}

Roberta Roberta::blank(const RobertaConfig& config) {
  return {config, Initialise::blank};
}

Roberta::Roberta(const RobertaConfig& config, Initialise how) : config_(config) {
  const std::int64_t width = config.hidden_size;
  if (width % config.num_attention_heads != 0)
    throw std::invalid_argument("RoBERTa: hidden_size must be a multiple of num_attention_heads");
  word_embeddings_ = padded_embedding(config.vocab_size, width, config.pad_token_id, how);
  position_embeddings_ = padded_embedding(config.max_position_embeddings, width, config.pad_token_id, how);
  token_type_embeddings_ = normal_parameter({config.type_vocab_size, width}, init_std, how);
  norm_weight_ = constant_parameter({width}, 1), norm_bias_ = constant_parameter({width}, 0);
  for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) layers_.push_back(make_layer(config, how));
  // Published encoders often lack the pooler, so it is always drawn.
  pooler_weight_ = normal_parameter({width, width}, init_std, Initialise::random);
  pooler_bias_ = constant_parameter({width}, 0);
}

Roberta Roberta::load(const std::filesystem::path& directory) {
  Roberta model(RobertaConfig::from_directory(directory), Initialise::blank);
  NamedTensors encoder, pooler;
  for (const auto& parameter : model.named_parameters())
    (parameter.first.starts_with("pooler.") ? pooler : encoder).push_back(parameter);
  const auto extra = load_parameters(directory, encoder, {"", "roberta."});
  const bool has_pooler = std::any_of(extra.begin(), extra.end(),
                                      [](const std::string& name) { return name.ends_with("pooler.dense.weight"); });
  if (has_pooler) {
    load_parameters(directory, pooler, {"", "roberta."});
  } else {
    log_warning(concat(directory.string(), ": the weights have no pooler; it starts from random values."));
  }
  return model;
}

void Roberta::save(const std::filesystem::path& directory) const {
  write_config(directory, config_);
  write_safetensors(directory / "model.safetensors", named_parameters(), {{"format", "pt"}});
}

NamedTensors Roberta::named_parameters() const {
  NamedTensors all = {{"embeddings.word_embeddings.weight", word_embeddings_},
                      {"embeddings.position_embeddings.weight", position_embeddings_},
                      {"embeddings.token_type_embeddings.weight", token_type_embeddings_},
                      {"embeddings.LayerNorm.weight", norm_weight_},
                      {"embeddings.LayerNorm.bias", norm_bias_}};
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const std::string at = "encoder.layer." + std::to_string(i) + ".";
    const Layer& layer = layers_[i];
    const NamedTensors part = {{at + "attention.self.query.weight", layer.query_weight},
                               {at + "attention.self.query.bias", layer.query_bias},
                               {at + "attention.self.key.weight", layer.key_weight},
                               {at + "attention.self.key.bias", layer.key_bias},
                               {at + "attention.self.value.weight", layer.value_weight},
                               {at + "attention.self.value.bias", layer.value_bias},
                               {at + "attention.output.dense.weight", layer.output_weight},
                               {at + "attention.output.dense.bias", layer.output_bias},
                               {at + "attention.output.LayerNorm.weight", layer.attention_norm_weight},
                               {at + "attention.output.LayerNorm.bias", layer.attention_norm_bias},
                               {at + "intermediate.dense.weight", layer.intermediate_weight},
                               {at + "intermediate.dense.bias", layer.intermediate_bias},
                               {at + "output.dense.weight", layer.ffn_weight},
                               {at + "output.dense.bias", layer.ffn_bias},
                               {at + "output.LayerNorm.weight", layer.norm_weight},
                               {at + "output.LayerNorm.bias", layer.norm_bias}};
    all.insert(all.end(), part.begin(), part.end());
  }
  all.emplace_back("pooler.dense.weight", pooler_weight_);
  all.emplace_back("pooler.dense.bias", pooler_bias_);
  return all;
}

at::Tensor Roberta::embed_words(const at::Tensor& ids) const {
  return at::embedding(word_embeddings_, ids, config_.pad_token_id);
}

at::Tensor Roberta::embed(const at::Tensor& words, const at::Tensor& ids, Mode mode) const {
  const std::int64_t pad = config_.pad_token_id;
  if (ids.size(1) + pad + 1 > config_.max_position_embeddings)
    throw std::invalid_argument(concat("RoBERTa: ", ids.size(1), " ids, but the model has positions for ",
                                       config_.max_position_embeddings - pad - 1));
  const at::Tensor real = ids.ne(pad).to(at::kLong);
  const at::Tensor positions = real.cumsum(1).mul_(real).add_(pad);
  const at::Tensor sum =
      words.add(token_type_embeddings_.select(0, 0)).add(at::embedding(position_embeddings_, positions, pad));
  const at::Tensor rows = sum.view({-1, config_.hidden_size});
  return apply_dropout(normalise(rows, norm_weight_, norm_bias_, config_.layer_norm_eps), config_.hidden_dropout_prob,
                       mode);
}

at::Tensor Roberta::layer_forward(const Layer& layer, const at::Tensor& rows, std::int64_t batch,
                                  const at::Tensor& mask, bool first_only, Mode mode) const {
  const std::int64_t heads = config_.num_attention_heads, width = config_.hidden_size;
  const at::Tensor asking = first_only ? rows.view({batch, -1, width}).select(1, 0) : rows;
  const auto project = [&](const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return split_heads(at::linear(x, weight, bias), batch, heads);
  };
  AttentionOptions options;
  options.mask = mask;
  options.dropout = mode == Mode::training ? config_.attention_probs_dropout_prob : 0;
  const at::Tensor context = merge_heads(attend(project(asking, layer.query_weight, layer.query_bias),
                                                project(rows, layer.key_weight, layer.key_bias),
                                                project(rows, layer.value_weight, layer.value_bias), options));
  const double drop = config_.hidden_dropout_prob, epsilon = config_.layer_norm_eps;
  const at::Tensor attended =
      normalise(apply_dropout(at::linear(context, layer.output_weight, layer.output_bias), drop, mode).add(asking),
                layer.attention_norm_weight, layer.attention_norm_bias, epsilon);
  const at::Tensor inner =
      activate(at::linear(attended, layer.intermediate_weight, layer.intermediate_bias), config_.hidden_act);
  return normalise(apply_dropout(at::linear(inner, layer.ffn_weight, layer.ffn_bias), drop, mode).add(attended),
                   layer.norm_weight, layer.norm_bias, epsilon);
}

void Roberta::checkpoint_activations() {
  const auto all = named_parameters();
  layer_parameters_.clear();
  for (std::size_t i = 0; i < layers_.size(); ++i)
    layer_parameters_.push_back(parameters_below(all, "encoder.layer." + std::to_string(i) + "."));
}

at::Tensor Roberta::run_layer(std::size_t layer, const at::Tensor& rows, std::int64_t batch, const at::Tensor& mask,
                              bool first_only, Mode mode) const {
  const auto part = [=, this](const std::vector<at::Tensor>& inputs) {
    return layer_forward(layers_[layer], inputs[0], batch, mask, first_only, mode);
  };
  // Only in training mode: R1 differentiates a pass in evaluation mode twice.
  if (layer_parameters_.empty() || mode == Mode::evaluation) return part({rows});
  return checkpointed(part, {rows}, layer_parameters_[layer], true);
}

at::Tensor Roberta::encode(const at::Tensor& words, const at::Tensor& ids, const at::Tensor& attention_mask,
                           bool first_only, Mode mode) const {
  at::Tensor rows = embed(words, ids, mode);
  const at::Tensor mask = padding_mask(attention_mask, rows.scalar_type());
  for (std::size_t i = 0; i < layers_.size(); ++i)
    rows = run_layer(i, rows, ids.size(0), mask, first_only && i + 1 == layers_.size(), mode);
  return rows;
}

at::Tensor Roberta::pool(const at::Tensor& first) const {
  return at::tanh(at::linear(first, pooler_weight_, pooler_bias_));
}

Roberta::Output Roberta::forward(const at::Tensor& ids, const at::Tensor& attention_mask, Mode mode) const {
  const at::Tensor hidden =
      encode(embed_words(ids), ids, attention_mask, false, mode).view({ids.size(0), ids.size(1), -1});
  return {hidden, pool(hidden.select(1, 0))};
}

at::Tensor Roberta::pooled(const at::Tensor& ids, const at::Tensor& attention_mask, Mode mode) const {
  return pooled_of_words(embed_words(ids), ids, attention_mask, mode);
}

at::Tensor Roberta::pooled_of_words(const at::Tensor& words, const at::Tensor& ids, const at::Tensor& attention_mask,
                                    Mode mode) const {
  return pool(encode(words, ids, attention_mask, true, mode));
}

}  // namespace vignette
