#pragma once
// BMP pictures whose pixels are bit fields. Internal to the data layer.

#include <cstdint>
#include <optional>
#include <span>

#include "data/image.h"

namespace vignette {

/// Unpacked BMPs of 16 and 32 bits a pixel; nullopt for any other one and for masks that are empty or torn. A field of
/// n bits becomes value · 255 / (2ⁿ - 1), rounded down, as in Pillow (OpenCV shifts, so that white is 248).
std::optional<RgbImage> decode_bmp_masks(std::span<const std::uint8_t> bytes);

}  // namespace vignette
