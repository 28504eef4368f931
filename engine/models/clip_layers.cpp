#include "models/clip_layers.h"

#include <cmath>
#include <stdexcept>

#include "models/activation.h"
#include "models/attention.h"
#include "models/checkpointed.h"

namespace vignette {

double inverse_root(std::int64_t value) {
  return 1.0 / std::sqrt(static_cast<double>(value));
}

ClipLayers::ClipLayers(const ClipTowerConfig& config, Initialise how) : config_(config) {
  if (config.hidden_size % config.num_attention_heads != 0)
    throw std::invalid_argument("CLIP: hidden_size must be a multiple of num_attention_heads");
  for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) layers_.push_back(make(config, how));
}

ClipLayers::Layer ClipLayers::make(const ClipTowerConfig& config, Initialise how) {
  const std::int64_t width = config.hidden_size, inner = config.intermediate_size;
  const double in_std = inverse_root(width) * inverse_root(2 * config.num_hidden_layers);
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

void ClipLayers::append(NamedTensors& all, const std::string& prefix, const Layer& layer) {
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
  for (const auto& [name, tensor] : part) all.emplace_back(prefix + name, tensor);
}

void ClipLayers::append(NamedTensors& all, const std::string& prefix) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) append(all, prefix + std::to_string(i) + ".", layers_[i]);
}

void ClipLayers::pack_for_inference() {
  std::vector<std::pair<at::Tensor, at::Tensor>> weights;
  for (const Layer& layer : layers_) {
    weights.emplace_back(layer.k_weight, layer.k_bias);
    weights.emplace_back(layer.v_weight, layer.v_bias);
    weights.emplace_back(layer.q_weight, layer.q_bias);
    weights.emplace_back(layer.out_weight, layer.out_bias);
    weights.emplace_back(layer.fc1_weight, layer.fc1_bias);
    weights.emplace_back(layer.fc2_weight, layer.fc2_bias);
  }
  linears_.pack(weights);
}

at::Tensor ClipLayers::forward(const Layer& layer, const at::Tensor& rows, std::int64_t batch, const at::Tensor& pick,
                               const at::Tensor& pick_mask, bool causal) const {
  const double epsilon = config_.layer_norm_eps;
  const auto heads = [&](const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return split_heads(linears_(x, weight, bias), batch, config_.num_attention_heads);
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
  return attended.add(linears_(activate(inner, config_.hidden_act), layer.fc2_weight, layer.fc2_bias));
}

at::Tensor ClipLayers::run(at::Tensor rows, std::int64_t batch, const at::Tensor& pick, const at::Tensor& pick_mask,
                           bool causal) const {
  if (layers_.empty()) return rows.index_select(0, pick);
  // One row of each sequence is read in the end, so the last layer need not compute the others.
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const at::Tensor picked = i + 1 == layers_.size() ? pick : at::Tensor();
    const auto part = [=, this](const std::vector<at::Tensor>& inputs) {
      return forward(layers_[i], inputs[0], batch, picked, pick_mask, causal);
    };
    NamedTensors parameters;
    if (checkpoints_) append(parameters, "", layers_[i]);
    rows = checkpoints_ ? checkpointed(part, {rows}, parameters_below(parameters, ""), false) : part({rows});
  }
  return rows;
}

}  // namespace vignette
