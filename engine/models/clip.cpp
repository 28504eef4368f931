#include "models/clip.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/linear.h>

#include <cmath>
#include <stdexcept>

#include "log/log.h"
#include "models/activation.h"
#include "models/attention.h"
#include "models/checkpointed.h"
#include "models/configs.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

double inverse_root(std::int64_t value) {
  return 1.0 / std::sqrt(static_cast<double>(value));
}

/// pixels [B, 3, S, S] -> [B, (S/p)², 3·p·p], the patches that a convolution of stride p would see.
at::Tensor patches(const at::Tensor& pixels, std::int64_t size) {
  const std::int64_t batch = pixels.size(0), side = pixels.size(2) / size;
  return pixels.reshape({batch, 3, side, size, side, size})
      .permute({0, 2, 4, 1, 3, 5})
      .reshape({batch, side * side, 3 * size * size});
}

}  // namespace

Clip::Layer Clip::make_layer(const ClipTowerConfig& tower, Initialise how) {
  const std::int64_t width = tower.hidden_size, inner = tower.intermediate_size;
  const double in_std = inverse_root(width) * inverse_root(2 * tower.num_hidden_layers);
  const auto weight = [&](std::int64_t out, std::int64_t in, double std) {
    return normal_parameter({out, in}, std, how);
  };
  const auto zeros = [](std::int64_t size) { return constant_parameter({size}, 0); };
  const auto ones = [](std::int64_t size) { return constant_parameter({size}, 1); };
  Layer layer;
  layer.k_weight = weight(width, width, in_std), layer.k_bias = zeros(width);
  layer.v_weight = weight(width, width, in_std), layer.v_bias = zeros(width);
  layer.q_weight = weight(width, width, in_std), layer.q_bias = zeros(width);
  layer.out_weight = weight(width, width, inverse_root(width)), layer.out_bias = zeros(width);
  layer.ln1_weight = ones(width), layer.ln1_bias = zeros(width);
  layer.fc1_weight = weight(inner, width, inverse_root(2 * width)), layer.fc1_bias = zeros(inner);
  layer.fc2_weight = weight(width, inner, in_std), layer.fc2_bias = zeros(width);
  layer.ln2_weight = ones(width), layer.ln2_bias = zeros(width);
  return layer;
}

Clip::Clip(const ClipConfig& config) : Clip(config, Initialise::random) {}

Clip::Clip(const ClipConfig& config, Initialise how) : config_(config) {
  constexpr double std = 0.02;
  const std::int64_t text = config.text.hidden_size, vision = config.vision.hidden_size, patch = config.patch_size;
  if (text % config.text.num_attention_heads != 0 || vision % config.vision.num_attention_heads != 0)
    throw std::invalid_argument("CLIP: hidden_size must be a multiple of num_attention_heads");
  if (config.image_size % patch != 0) throw std::invalid_argument("CLIP: image_size must be a multiple of patch_size");
  const std::int64_t side = config.image_size / patch;
  logit_scale_ = constant_parameter({}, config.logit_scale_init_value);
  token_embedding_ = normal_parameter({config.vocab_size, text}, std, how);
  text_position_embedding_ = normal_parameter({config.max_position_embeddings, text}, std, how);
  for (std::int64_t i = 0; i < config.text.num_hidden_layers; ++i) text_layers_.push_back(make_layer(config.text, how));
  text_norm_weight_ = constant_parameter({text}, 1), text_norm_bias_ = constant_parameter({text}, 0);
  class_embedding_ = normal_parameter({vision}, inverse_root(vision), how);
  patch_embedding_ = normal_parameter({vision, 3, patch, patch}, std, how);
  vision_position_embedding_ = normal_parameter({side * side + 1, vision}, std, how);
  pre_norm_weight_ = constant_parameter({vision}, 1), pre_norm_bias_ = constant_parameter({vision}, 0);
  for (std::int64_t i = 0; i < config.vision.num_hidden_layers; ++i)
    vision_layers_.push_back(make_layer(config.vision, how));
  post_norm_weight_ = constant_parameter({vision}, 1), post_norm_bias_ = constant_parameter({vision}, 0);
  visual_projection_ = normal_parameter({config.projection_dim, vision}, inverse_root(vision), how);
  text_projection_ = normal_parameter({config.projection_dim, text}, inverse_root(text), how);
}

Clip Clip::load(const std::filesystem::path& directory) {
  Clip model(ClipConfig::from_directory(directory), Initialise::blank);
  load_parameters(directory, model.named_parameters());
  return model;
}

void Clip::save(const std::filesystem::path& directory) const {
  write_config(directory, config_);
  write_safetensors(directory / "model.safetensors", named_parameters(), {{"format", "pt"}});
}

void Clip::append(NamedTensors& parameters, const std::string& prefix, const Layer& layer) {
  const NamedTensors part = {{"self_attn.k_proj.weight", layer.k_weight},
                             {"self_attn.k_proj.bias", layer.k_bias},
                             {"self_attn.v_proj.weight", layer.v_weight},
                             {"self_attn.v_proj.bias", layer.v_bias},
                             {"self_attn.q_proj.weight", layer.q_weight},
                             {"self_attn.q_proj.bias", layer.q_bias},
                             {"self_attn.out_proj.weight", layer.out_weight},
                             {"self_attn.out_proj.bias", layer.out_bias},
                             {"layer_norm1.weight", layer.ln1_weight},
                             {"layer_norm1.bias", layer.ln1_bias},
                             {"mlp.fc1.weight", layer.fc1_weight},
                             {"mlp.fc1.bias", layer.fc1_bias},
                             {"mlp.fc2.weight", layer.fc2_weight},
                             {"mlp.fc2.bias", layer.fc2_bias},
                             {"layer_norm2.weight", layer.ln2_weight},
                             {"layer_norm2.bias", layer.ln2_bias}};
  for (const auto& [name, tensor] : part) parameters.emplace_back(prefix + name, tensor);
}

NamedTensors Clip::named_parameters() const {
  NamedTensors all = {{"logit_scale", logit_scale_},
                      {"text_model.embeddings.token_embedding.weight", token_embedding_},
                      {"text_model.embeddings.position_embedding.weight", text_position_embedding_}};
  for (std::size_t i = 0; i < text_layers_.size(); ++i)
    append(all, "text_model.encoder.layers." + std::to_string(i) + ".", text_layers_[i]);
  all.emplace_back("text_model.final_layer_norm.weight", text_norm_weight_);
  all.emplace_back("text_model.final_layer_norm.bias", text_norm_bias_);
  all.emplace_back("vision_model.embeddings.class_embedding", class_embedding_);
  all.emplace_back("vision_model.embeddings.patch_embedding.weight", patch_embedding_);
  all.emplace_back("vision_model.embeddings.position_embedding.weight", vision_position_embedding_);
  all.emplace_back("vision_model.pre_layrnorm.weight", pre_norm_weight_);
  all.emplace_back("vision_model.pre_layrnorm.bias", pre_norm_bias_);
  for (std::size_t i = 0; i < vision_layers_.size(); ++i)
    append(all, "vision_model.encoder.layers." + std::to_string(i) + ".", vision_layers_[i]);
  all.emplace_back("vision_model.post_layernorm.weight", post_norm_weight_);
  all.emplace_back("vision_model.post_layernorm.bias", post_norm_bias_);
  all.emplace_back("visual_projection.weight", visual_projection_);
  all.emplace_back("text_projection.weight", text_projection_);
  return all;
}

void Clip::pack_for_inference(ClipTower tower) {
  std::vector<std::pair<at::Tensor, at::Tensor>> weights;
  if (tower == ClipTower::vision) weights.emplace_back(patch_embedding_.flatten(1), at::Tensor());
  for (const Layer& layer : tower == ClipTower::vision ? vision_layers_ : text_layers_) {
    weights.emplace_back(layer.k_weight, layer.k_bias);
    weights.emplace_back(layer.v_weight, layer.v_bias);
    weights.emplace_back(layer.q_weight, layer.q_bias);
    weights.emplace_back(layer.out_weight, layer.out_bias);
    weights.emplace_back(layer.fc1_weight, layer.fc1_bias);
    weights.emplace_back(layer.fc2_weight, layer.fc2_bias);
  }
  linears_.pack(weights);
}

at::Tensor Clip::layer_forward(const ClipTowerConfig& tower, const Layer& layer, const at::Tensor& rows,
                               std::int64_t batch, const at::Tensor& pick, const at::Tensor& pick_mask,
                               bool causal) const {
  const double epsilon = tower.layer_norm_eps;
  const auto heads = [&](const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return split_heads(linears_(x, weight, bias), batch, tower.num_attention_heads);
  };
  const auto picked = [&](const at::Tensor& x) { return pick.defined() ? x.index_select(0, pick) : x; };
  const at::Tensor normed = normalise(rows, layer.ln1_weight, layer.ln1_bias, epsilon);
  AttentionOptions options;
  options.mask = pick.defined() ? pick_mask : at::Tensor();
  options.causal = causal && !pick.defined();
  const at::Tensor context = merge_heads(attend(heads(picked(normed), layer.q_weight, layer.q_bias),
                                                heads(normed, layer.k_weight, layer.k_bias),
                                                heads(normed, layer.v_weight, layer.v_bias), options));
  const at::Tensor attended = picked(rows).add(linears_(context, layer.out_weight, layer.out_bias));
  const at::Tensor inner =
      linears_(normalise(attended, layer.ln2_weight, layer.ln2_bias, epsilon), layer.fc1_weight, layer.fc1_bias);
  return attended.add(linears_(activate(inner, tower.hidden_act), layer.fc2_weight, layer.fc2_bias));
}

at::Tensor Clip::run_tower(const ClipTowerConfig& tower, const std::vector<Layer>& layers, at::Tensor rows,
                           std::int64_t batch, const at::Tensor& pick, const at::Tensor& pick_mask, bool causal) const {
  if (layers.empty()) return rows.index_select(0, pick);
  // One row of each sequence is read in the end, so the last layer need not compute the others.
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const at::Tensor picked = i + 1 == layers.size() ? pick : at::Tensor();
    const auto part = [=, this, &tower, &layers](const std::vector<at::Tensor>& inputs) {
      return layer_forward(tower, layers[i], inputs[0], batch, picked, pick_mask, causal);
    };
    NamedTensors parameters;
    if (checkpoints_) append(parameters, "", layers[i]);
    rows = checkpoints_ ? checkpointed(part, {rows}, parameters_below(parameters, ""), false) : part({rows});
  }
  return rows;
}

at::Tensor Clip::encode_images(const at::Tensor& pixels) const {
  if (pixels.dim() != 4 || pixels.size(1) != 3 || pixels.size(2) != config_.image_size ||
      pixels.size(3) != config_.image_size)
    throw std::invalid_argument(concat("CLIP: expected pixels [B, 3, ", config_.image_size, ", ", config_.image_size,
                                       "], got ", pixels.sizes()));
  const std::int64_t batch = pixels.size(0), width = config_.vision.hidden_size;
  const at::Tensor embedded = linears_(patches(pixels, config_.patch_size), patch_embedding_.flatten(1), {});
  const at::Tensor sequence =
      at::cat({class_embedding_.expand({batch, 1, width}), embedded}, 1).add(vision_position_embedding_);
  const double epsilon = config_.vision.layer_norm_eps;
  const at::Tensor rows = normalise(sequence.view({-1, width}), pre_norm_weight_, pre_norm_bias_, epsilon);
  const at::Tensor first = at::arange(batch, pixels.options().dtype(at::kLong)).mul(sequence.size(1));
  const at::Tensor pooled = run_tower(config_.vision, vision_layers_, rows, batch, first, {}, false);
  return at::linear(normalise(pooled, post_norm_weight_, post_norm_bias_, epsilon), visual_projection_);
}

at::Tensor Clip::encode_texts(const at::Tensor& ids) const {
  const std::int64_t batch = ids.size(0), time = ids.size(1), width = config_.text.hidden_size;
  if (time > config_.max_position_embeddings)
    throw std::invalid_argument(concat("CLIP: expected at most ", config_.max_position_embeddings, " ids, got ", time));
  const at::Tensor sequence = at::embedding(token_embedding_, ids).add(text_position_embedding_.narrow(0, 0, time));
  // Configurations from before transformers 4.30 say 2 for the end token; the largest id is the end token then.
  const at::Tensor end =
      config_.eos_token_id == 2 ? ids.argmax(1) : ids.eq(config_.eos_token_id).to(at::kInt).argmax(1);
  const at::Tensor columns = at::arange(time, ids.options()), firsts = at::arange(batch, ids.options()).mul(time);
  const at::Tensor mask = additive_mask(columns.le(end.unsqueeze(1)).unsqueeze(1).unsqueeze(1), sequence.scalar_type());
  const at::Tensor pooled =
      run_tower(config_.text, text_layers_, sequence.view({-1, width}), batch, firsts.add(end), mask, true);
  return at::linear(normalise(pooled, text_norm_weight_, text_norm_bias_, config_.text.layer_norm_eps),
                    text_projection_);
}

at::Tensor Clip::scale() const {
  return logit_scale_.exp();
}

}  // namespace vignette
