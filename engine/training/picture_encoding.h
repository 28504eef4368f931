#pragma once
// Decoded pictures through an image encoder.

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <span>
#include <vector>

#include "models/image_encoder.h"
#include "training/picture_loader.h"

namespace vignette {

/// uint8 pictures [B, 3, S, S] -> normalised float pixels on `device`.
at::Tensor normalise_pixels(const at::Tensor& pictures, const ClipPreprocessing& preprocessing,
                            const at::Device& device);

/// The places of the pictures that could be read.
std::vector<std::size_t> readable_places(const std::vector<LoadedPicture>& pictures);

/// The pictures at `places` (at least one, all readable) -> embeddings [places, d], fp32 on the CPU, as the encoder
/// gives them, without gradient. Computes on `device` in `dtype`, which are the model's.
at::Tensor encode_pictures(const ImageEncoder& encoder, const at::Device& device, at::ScalarType dtype,
                           const std::vector<LoadedPicture>& pictures, std::span<const std::size_t> places);

}  // namespace vignette
