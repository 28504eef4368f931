#pragma once
// What turns an image embedding into what the language model hears of the image.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>

#include "models/module.h"

namespace vignette {

/// embedding [B, d] -> prefix [B, prefix_length, e].
class Mapper : public Module {
 public:
  virtual at::Tensor forward(const at::Tensor& embedding, Mode mode) const = 0;
  virtual std::string kind() const = 0;
};

/// Kinds:
/// - "mlp", "transformer": ClipCap's (reference.md section 1; the transformer has 8 heads, mlp_ratio 2, ReLU, pre-LN).
/// - "encoder": clip-gpt-captioning's nn.TransformerEncoder (post-LN, ReLU) over the embedding as a sequence of one,
///   then Linear(d, k·e). Names transformer_encoder.layers.*, mapper.*.
/// - "cross_attention": clip-text-decoder's. No parameters: the embedding, padded with zeros to e, is the one token
/// that
///   the language model's blocks attend to. prefix_length is 1.
struct MapperConfig {
  std::string kind = "mlp";
  std::int64_t embedding_size = 512, prefix_length = 10, model_width = 768;
  std::int64_t clip_length = 10;               ///< transformer
  std::int64_t num_layers = 8;                 ///< transformer, encoder
  std::int64_t num_heads = 16, mlp_ratio = 4;  ///< encoder
  double dropout = 0.1;                        ///< encoder
  bool normalize_embedding = false;            ///< embeddings are scaled to length 1 first
  bool pooled_features = false;                ///< embeddings are ImageFeatures::pooled
};

/// True for a kind that make_mapper knows.
bool is_mapper_kind(const std::string& kind);

/// Random weights as the originals draw them (torch's Linear; the encoder: Kaiming normal, biases 0), from the default
/// generator. Throws std::invalid_argument for an unknown kind or sizes that do not go together.
std::unique_ptr<Mapper> make_mapper(const MapperConfig& config);

}  // namespace vignette
