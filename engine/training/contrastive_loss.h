#pragma once
// The symmetric contrastive loss of CLIP and what is measured of paired embeddings.

#include <ATen/core/Tensor.h>

namespace vignette {

/// images, texts [B, d], not normalised; `scale` exp(logit scale), a scalar. Mean of the cross-entropies image→text and
/// text→image, pairs on the diagonal (Radford et al. 2021).
at::Tensor contrastive_loss(const at::Tensor& images, const at::Tensor& texts, const at::Tensor& scale);

struct PairFigures {
  double image_to_text = 0, text_to_image = 0;  ///< R@1 in [0, 1]
  double gap = 0;                               ///< distance of the means of the normalised embeddings
  double cosine = 0;                            ///< mean cosine of the pairs
};

/// Row i of `images` and of `texts` [N, d] belong together. Works in slices.
PairFigures measure_pairs(const at::Tensor& images, const at::Tensor& texts);

}  // namespace vignette
