#include "models/vision_transformer.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linear.h>

#include <optional>
#include <stdexcept>

#include "models/activation.h"

namespace vignette {
namespace {

/// pixels [B, 3, S, S] -> [B, (S/p)², 3·p·p], the patches that a convolution of stride p would see.
at::Tensor patches(const at::Tensor& pixels, std::int64_t size) {
  const std::int64_t batch = pixels.size(0), side = pixels.size(2) / size;
  return pixels.reshape({batch, 3, side, size, side, size})
      .permute({0, 2, 4, 1, 3, 5})
      .reshape({batch, side * side, 3 * size * size});
}

std::int64_t positions(const VisionTransformerConfig& config) {
  if (config.image_size % config.patch_size != 0)
    throw std::invalid_argument("CLIP: image_size must be a multiple of patch_size");
  const std::int64_t side = config.image_size / config.patch_size;
  return side * side + 1;
}

}  // namespace

VisionTransformer::VisionTransformer(const VisionTransformerConfig& config, Initialise how)
    : config_(config),
      class_embedding_(normal_parameter({config.layers.hidden_size}, inverse_root(config.layers.hidden_size), how)),
      patch_embedding_(
          normal_parameter({config.layers.hidden_size, 3, config.patch_size, config.patch_size}, 0.02, how)),
      position_embedding_(normal_parameter({positions(config), config.layers.hidden_size}, 0.02, how)),
      layers_(config.layers, how) {
  const std::int64_t width = config.layers.hidden_size;
  if (config.patch_bias) patch_bias_ = constant_parameter({width}, 0);
  if (config.pre_norm)
    pre_norm_weight_ = constant_parameter({width}, 1), pre_norm_bias_ = constant_parameter({width}, 0);
  post_norm_weight_ = constant_parameter({width}, 1), post_norm_bias_ = constant_parameter({width}, 0);
  if (config.projection_dim > 0)
    projection_ = normal_parameter({config.projection_dim, width}, inverse_root(width), how);
}

NamedTensors VisionTransformer::named_parameters() const {
  NamedTensors all;
  const auto add = [&](const char* name, const at::Tensor& tensor) {
    if (tensor.defined()) all.emplace_back(name, tensor);
  };
  add("vision_model.embeddings.class_embedding", class_embedding_);
  add("vision_model.embeddings.patch_embedding.weight", patch_embedding_);
  add("vision_model.embeddings.patch_embedding.bias", patch_bias_);
  add("vision_model.embeddings.position_embedding.weight", position_embedding_);
  add("vision_model.pre_layrnorm.weight", pre_norm_weight_);
  add("vision_model.pre_layrnorm.bias", pre_norm_bias_);
  layers_.append(all, "vision_model.encoder.layers.");
  add("vision_model.post_layernorm.weight", post_norm_weight_);
  add("vision_model.post_layernorm.bias", post_norm_bias_);
  add("visual_projection.weight", projection_);
  return all;
}

std::int64_t VisionTransformer::width(ImageFeatures features) const {
  return features == ImageFeatures::projected && projection_.defined() ? config_.projection_dim
                                                                       : config_.layers.hidden_size;
}

at::Tensor VisionTransformer::forward(const at::Tensor& pixels, ImageFeatures features) const {
  const std::int64_t batch = pixels.size(0), width = config_.layers.hidden_size;
  const double epsilon = config_.layers.layer_norm_eps;
  const at::Tensor cut = patches(pixels, config_.patch_size), kernel = patch_embedding_.flatten(1);
  const at::Tensor embedded = patch_bias_.defined() ? at::linear(cut, kernel, patch_bias_) : at::linear(cut, kernel);
  const at::Tensor sequence =
      at::cat({class_embedding_.expand({batch, 1, width}), embedded}, 1).add(position_embedding_);
  at::Tensor rows = sequence.view({-1, width});
  if (config_.pre_norm) rows = normalise(rows, pre_norm_weight_, pre_norm_bias_, epsilon);
  const at::Tensor first = at::arange(batch, pixels.options().dtype(at::kLong)).mul(sequence.size(1));
  const at::Tensor pooled =
      normalise(layers_.run(rows, batch, first, {}, false), post_norm_weight_, post_norm_bias_, epsilon);
  return features == ImageFeatures::projected && projection_.defined() ? at::linear(pooled, projection_) : pooled;
}

}  // namespace vignette
