#pragma once
// CLIP's half that reads texts.

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "models/clip_layers.h"
#include "models/initialisation.h"
#include "models/module.h"

namespace vignette {

struct ClipTextConfig {
  ClipTowerConfig layers;
  std::int64_t vocab_size = 49408, max_position_embeddings = 77;
  /// The first token of this id is where the text's features are read. Configurations from before transformers 4.30 say
  /// 2: then it is the largest id of the text.
  std::int64_t eos_token_id = 49407;
};

class ClipTextTower final : public Module {
 public:
  ClipTextTower(const ClipTextConfig& config, Initialise how);
  NamedTensors named_parameters() const override;
  void checkpoint_activations() { layers_.checkpoint_activations(); }
  void pack_for_inference() { layers_.pack_for_inference(); }
  void unpack() { layers_.unpack(); }

  /// ids [B, T] -> [B, E], the normalised last state at the end token. Throws std::invalid_argument for more ids than
  /// positions.
  at::Tensor encode(const at::Tensor& ids) const;

 private:
  ClipTextConfig config_;
  at::Tensor token_embedding_, position_embedding_;
  ClipLayers layers_;
  at::Tensor norm_weight_, norm_bias_;
};

}  // namespace vignette
