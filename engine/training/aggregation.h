#pragma once
// Text targets of images without captions of their own: softmax-weighted sums of corpus embeddings (CgtGAN).

#include <ATen/core/Tensor.h>

#include <functional>

namespace vignette {

/// images [N, d], captions [M, d], both as CLIP gives them and of one dtype -> [N, d] fp32.
/// Row i = Σ_j softmax_j(temperature·cos(image_i, caption_j))·caption_j. Norms and division in the inputs' dtype,
/// weights and sum in float64, stored as fp16 and widened. Works through the images in slices; `between` is called
/// after each with the part done, in [0, 1].
at::Tensor aggregate_texts(const at::Tensor& images, const at::Tensor& captions, double temperature,
                           const std::function<void(double)>& between = {});

}  // namespace vignette
