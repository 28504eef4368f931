#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/tanh.h>

#include <stdexcept>

#include "log/log.h"
#include "models/activation.h"
#include "models/attention.h"
#include "models/encoder_mapper.h"
#include "models/initialisation.h"
#include "models/linear.h"
#include "models/mappers.h"

namespace vignette {
namespace {

class MlpMapper final : public Mapper {
 public:
  explicit MlpMapper(const MapperConfig& config) : config_(config) {
    const std::int64_t out = config.model_width * config.prefix_length;
    first_ = Linear::make(config.embedding_size, out / 2);
    second_ = Linear::make(out / 2, out);
  }
  at::Tensor forward(const at::Tensor& embedding, Mode) const override {
    return second_(at::tanh(first_(embedding))).view({-1, config_.prefix_length, config_.model_width});
  }
  std::string kind() const override { return "mlp"; }
  NamedTensors named_parameters() const override {
    NamedTensors all;
    first_.append(all, "model.0");
    second_.append(all, "model.2");
    return all;
  }

 private:
  MapperConfig config_;
  Linear first_, second_;
};

/// Blocks of pre-LayerNorm attention over [projected embedding, learnt constants]; goldens' quirk 33.
class TransformerMapper final : public Mapper {
 public:
  explicit TransformerMapper(const MapperConfig& config) : config_(config) {
    const std::int64_t width = config.model_width;
    if (width % heads != 0)
      throw std::invalid_argument(
          concat("transformer mapper: the model's width, ", width, ", is no multiple of 8 heads"));
    constants_ = normal_parameter({config.prefix_length, width}, 1, Initialise::random);
    for (std::int64_t i = 0; i < config.num_layers; ++i) layers_.push_back(make_layer(width));
    linear_ = Linear::make(config.embedding_size, config.clip_length * width);
  }

  at::Tensor forward(const at::Tensor& embedding, Mode) const override {
    const std::int64_t batch = embedding.size(0), width = config_.model_width, keep = config_.prefix_length;
    const at::Tensor tokens = linear_(embedding).view({batch, config_.clip_length, width});
    at::Tensor rows = at::cat({tokens, constants_.unsqueeze(0).expand({batch, keep, width})}, 1).view({-1, width});
    for (const Layer& layer : layers_) rows = layer_forward(layer, rows, batch);
    return rows.view({batch, config_.clip_length + keep, width}).narrow(1, config_.clip_length, keep);
  }
  std::string kind() const override { return "transformer"; }

  NamedTensors named_parameters() const override {
    NamedTensors all = {{"prefix_const", constants_}};
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      const std::string at = "transformer.layers." + std::to_string(i) + ".";
      const Layer& layer = layers_[i];
      all.emplace_back(at + "norm1.weight", layer.norm1_weight);
      all.emplace_back(at + "norm1.bias", layer.norm1_bias);
      layer.queries.append(all, at + "attn.to_queries");
      layer.keys_values.append(all, at + "attn.to_keys_values");
      layer.project.append(all, at + "attn.project");
      all.emplace_back(at + "norm2.weight", layer.norm2_weight);
      all.emplace_back(at + "norm2.bias", layer.norm2_bias);
      layer.fc1.append(all, at + "mlp.fc1");
      layer.fc2.append(all, at + "mlp.fc2");
    }
    linear_.append(all, "linear");
    return all;
  }

 private:
  static constexpr std::int64_t heads = 8, mlp_ratio = 2;
  static constexpr double epsilon = 1e-5;
  struct Layer {
    at::Tensor norm1_weight, norm1_bias, norm2_weight, norm2_bias;
    Linear queries, keys_values, project, fc1, fc2;
  };

  static Layer make_layer(std::int64_t width) {
    Layer layer;
    layer.norm1_weight = constant_parameter({width}, 1), layer.norm1_bias = constant_parameter({width}, 0);
    layer.norm2_weight = constant_parameter({width}, 1), layer.norm2_bias = constant_parameter({width}, 0);
    layer.queries = Linear::make(width, width, false);
    layer.keys_values = Linear::make(width, 2 * width, false);
    layer.project = Linear::make(width, width);
    layer.fc1 = Linear::make(width, mlp_ratio * width);
    layer.fc2 = Linear::make(mlp_ratio * width, width);
    return layer;
  }

  static at::Tensor layer_forward(const Layer& layer, const at::Tensor& rows, std::int64_t batch) {
    const std::int64_t width = rows.size(1);
    const at::Tensor normed = normalise(rows, layer.norm1_weight, layer.norm1_bias, epsilon);
    const auto parts =
        layer.keys_values(normed).view({batch, -1, 2, heads, width / heads}).permute({2, 0, 3, 1, 4}).unbind(0);
    const at::Tensor query = split_heads(layer.queries(normed), batch, heads);
    const at::Tensor attended = rows.add(layer.project(merge_heads(attend(query, parts[0], parts[1], {}))));
    const at::Tensor inner = layer.fc1(normalise(attended, layer.norm2_weight, layer.norm2_bias, epsilon));
    return attended.add(layer.fc2(activate(inner, "relu")));
  }

  MapperConfig config_;
  at::Tensor constants_;
  std::vector<Layer> layers_;
  Linear linear_;
};

class ZeroPadMapper final : public Mapper {
 public:
  explicit ZeroPadMapper(const MapperConfig& config) : padding_(config.model_width - config.embedding_size) {
    if (padding_ < 0)
      throw std::invalid_argument(concat("cross-attention captioner: embeddings of ", config.embedding_size,
                                         " numbers do not fit the language model's width, ", config.model_width));
  }
  at::Tensor forward(const at::Tensor& embedding, Mode) const override {
    return at::constant_pad_nd(embedding, {0, padding_}).unsqueeze(1);
  }
  std::string kind() const override { return "cross_attention"; }
  NamedTensors named_parameters() const override { return {}; }

 private:
  std::int64_t padding_;
};

}  // namespace

bool is_mapper_kind(const std::string& kind) {
  return kind == "mlp" || kind == "transformer" || kind == "encoder" || kind == "cross_attention";
}

std::unique_ptr<Mapper> make_mapper(const MapperConfig& config) {
  if (config.kind == "mlp") return std::make_unique<MlpMapper>(config);
  if (config.kind == "transformer") return std::make_unique<TransformerMapper>(config);
  if (config.kind == "encoder") return std::make_unique<EncoderMapper>(config);
  if (config.kind == "cross_attention") return std::make_unique<ZeroPadMapper>(config);
  throw std::invalid_argument("mapper '" + config.kind +
                              "' is not known; use mlp, transformer, encoder or cross_attention");
}

}  // namespace vignette
