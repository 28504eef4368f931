#pragma once
// ViT as CLIP (Radford et al. 2021) and BLIP (Li et al. 2022) have it.

#include "models/clip_layers.h"
#include "models/image_tower.h"

namespace vignette {

struct VisionTransformerConfig {
  ClipTowerConfig layers;
  std::int64_t image_size = 224, patch_size = 32;
  std::int64_t projection_dim = 512;  ///< 0: none, and the projected features are the pooled ones (BLIP)
  bool pre_norm = true;               ///< LayerNorm in front of the layers (CLIP)
  bool patch_bias = false;            ///< (BLIP)
};

/// Patches of a convolution without overlap, a class token, position embeddings, layers; the class token's last state
/// goes through LayerNorm and the projection. Names are those of Hugging Face's CLIPModel.
class VisionTransformer final : public ImageTower {
 public:
  /// Throws std::invalid_argument for sizes that do not divide.
  VisionTransformer(const VisionTransformerConfig& config, Initialise how);

  NamedTensors named_parameters() const override;
  std::int64_t width(ImageFeatures features) const override;
  std::int64_t image_size() const override { return config_.image_size; }
  void checkpoint_activations() override { layers_.checkpoint_activations(); }
  void pack_for_inference() override { layers_.pack_for_inference(); }
  void unpack() override { layers_.unpack(); }

 private:
  at::Tensor forward(const at::Tensor& pixels, ImageFeatures features) const override;

  VisionTransformerConfig config_;
  at::Tensor class_embedding_, patch_embedding_, patch_bias_, position_embedding_;
  at::Tensor pre_norm_weight_, pre_norm_bias_, post_norm_weight_, post_norm_bias_, projection_;
  ClipLayers layers_;
};

}  // namespace vignette
