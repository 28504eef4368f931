#pragma once
// clip-gpt-captioning's mapper: torch's nn.TransformerEncoder, then a Linear.

#include <vector>

#include "models/linear.h"
#include "models/mappers.h"

namespace vignette {

/// Layers as nn.TransformerEncoderLayer's defaults have them (post-LN, ReLU, epsilon 1e-5; Vaswani et al. 2017), each
/// embedding a sequence of one. (The original hands nn.TransformerEncoder a batch as if it were one sequence, so that
/// images attend to one another in training and not when captioning.)
class EncoderMapper final : public Mapper {
 public:
  explicit EncoderMapper(const MapperConfig& config);
  at::Tensor forward(const at::Tensor& embedding, Mode mode) const override;
  std::string kind() const override { return "encoder"; }
  NamedTensors named_parameters() const override;

 private:
  struct Layer {
    at::Tensor in_proj_weight, in_proj_bias;  ///< queries, keys and values under one another
    Linear out_proj, linear1, linear2;
    at::Tensor norm1_weight, norm1_bias, norm2_weight, norm2_bias;
  };
  Layer make_layer() const;
  at::Tensor attention(const Layer& layer, const at::Tensor& rows, Mode mode) const;
  at::Tensor layer_forward(const Layer& layer, const at::Tensor& rows, Mode mode) const;

  MapperConfig config_;
  std::vector<Layer> layers_;
  Linear mapper_;
};

}  // namespace vignette
