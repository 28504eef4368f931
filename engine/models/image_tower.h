#pragma once
// The half of an encoder that sees pictures.

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "models/module.h"

namespace vignette {

/// projected: what CLIP compares with texts. pooled: the normalised class token before that projection (Hugging Face's
/// pooler output), which clip-gpt-captioning takes.
enum class ImageFeatures { projected, pooled };

class ImageTower : public Module {
 public:
  /// pixels [B, 3, S, S] normalised -> [B, width(features)], not normalised.
  at::Tensor encode(const at::Tensor& pixels, ImageFeatures features) const;
  /// Length of a row of encode. Throws WeightsError where the tower has no such features.
  virtual std::int64_t width(ImageFeatures features) const = 0;
  /// S, the side of the square that encode takes.
  virtual std::int64_t image_size() const = 0;
  /// From now on passes with gradient keep the inputs of each layer only (checkpointed()).
  virtual void checkpoint_activations() = 0;
  /// Packs the weights that profit from it (FrozenLinears), in place of what was packed before.
  virtual void pack_for_inference() {}
  virtual void unpack() {}

 private:
  virtual at::Tensor forward(const at::Tensor& pixels, ImageFeatures features) const = 0;
};

}  // namespace vignette
