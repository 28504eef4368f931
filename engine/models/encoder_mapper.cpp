#include "models/encoder_mapper.h"

#include <ATen/ops/linear.h>

#include <cmath>
#include <stdexcept>

#include "log/log.h"
#include "models/activation.h"
#include "models/attention.h"
#include "models/initialisation.h"

namespace vignette {
namespace {

constexpr double epsilon = 1e-5;

/// Uniform with the variance 2/(rows + columns) of Glorot and Bengio 2010.
at::Tensor xavier_parameter(std::int64_t rows, std::int64_t columns) {
  const double bound = std::sqrt(6.0 / static_cast<double>(rows + columns));
  return constant_parameter({rows, columns}, 0).uniform_(-bound, bound);
}

}  // namespace

EncoderMapper::EncoderMapper(const MapperConfig& config) : config_(config) {
  if (config.embedding_size % config.num_heads != 0)
    throw std::invalid_argument(concat("encoder mapper: the embedding's size, ", config.embedding_size,
                                       ", is no multiple of ", config.num_heads, " heads (mapper.num_heads)"));
  for (std::int64_t i = 0; i < config.num_layers; ++i) layers_.push_back(make_layer());
  mapper_ = Linear::make_kaiming(config.embedding_size, config.prefix_length * config.model_width);
}

EncoderMapper::Layer EncoderMapper::make_layer() const {
  const std::int64_t width = config_.embedding_size, inner = config_.mlp_ratio * width;
  Layer layer;
  layer.in_proj_weight = xavier_parameter(3 * width, width);
  layer.in_proj_bias = constant_parameter({3 * width}, 0);
  layer.out_proj = Linear::make_kaiming(width, width);
  layer.linear1 = Linear::make_kaiming(width, inner);
  layer.linear2 = Linear::make_kaiming(inner, width);
  layer.norm1_weight = constant_parameter({width}, 1), layer.norm1_bias = constant_parameter({width}, 0);
  layer.norm2_weight = constant_parameter({width}, 1), layer.norm2_bias = constant_parameter({width}, 0);
  return layer;
}

at::Tensor EncoderMapper::attention(const Layer& layer, const at::Tensor& rows, Mode mode) const {
  const auto parts = at::linear(rows, layer.in_proj_weight, layer.in_proj_bias).chunk(3, 1);
  const auto heads = [&](const at::Tensor& part) {
    return split_heads(part.contiguous(), rows.size(0), config_.num_heads);
  };
  AttentionOptions options;
  options.dropout = mode == Mode::training ? config_.dropout : 0;
  return layer.out_proj(merge_heads(attend(heads(parts[0]), heads(parts[1]), heads(parts[2]), options)));
}

at::Tensor EncoderMapper::layer_forward(const Layer& layer, const at::Tensor& rows, Mode mode) const {
  const auto dropped = [&](const at::Tensor& x) { return apply_dropout(x, config_.dropout, mode); };
  const at::Tensor attended =
      normalise(rows.add(dropped(attention(layer, rows, mode))), layer.norm1_weight, layer.norm1_bias, epsilon);
  const at::Tensor inner = dropped(activate(layer.linear1(attended), "relu"));
  return normalise(attended.add(dropped(layer.linear2(inner))), layer.norm2_weight, layer.norm2_bias, epsilon);
}

at::Tensor EncoderMapper::forward(const at::Tensor& embedding, Mode mode) const {
  at::Tensor rows = embedding;
  for (const Layer& layer : layers_) rows = layer_forward(layer, rows, mode);
  return mapper_(rows).view({-1, config_.prefix_length, config_.model_width});
}

NamedTensors EncoderMapper::named_parameters() const {
  NamedTensors all;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const std::string at = "transformer_encoder.layers." + std::to_string(i) + ".";
    const Layer& layer = layers_[i];
    all.emplace_back(at + "self_attn.in_proj_weight", layer.in_proj_weight);
    all.emplace_back(at + "self_attn.in_proj_bias", layer.in_proj_bias);
    layer.out_proj.append(all, at + "self_attn.out_proj");
    layer.linear1.append(all, at + "linear1");
    layer.linear2.append(all, at + "linear2");
    all.emplace_back(at + "norm1.weight", layer.norm1_weight);
    all.emplace_back(at + "norm1.bias", layer.norm1_bias);
    all.emplace_back(at + "norm2.weight", layer.norm2_weight);
    all.emplace_back(at + "norm2.bias", layer.norm2_bias);
  }
  mapper_.append(all, "mapper");
  return all;
}

}  // namespace vignette
