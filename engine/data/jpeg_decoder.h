#pragma once
// JPEG by libjpeg, which OpenCV's reader hides: it turns CMYK into RGB by other roundings than Pillow. Internal to the
// data layer.

#include <cstdint>
#include <span>

#include "data/image.h"

namespace vignette {

/// 8-bit RGB as stored (no EXIF rotation): grey expands, CMYK and YCCK are read as Adobe writes them, inverted, and
/// converted as Pillow does. `expected`: what the header told; libjpeg must find the same. Slow integer DCT and smooth
/// upsampling of chroma, libjpeg's defaults. Throws std::runtime_error with libjpeg's message. Any thread.
RgbImage decode_jpeg(std::span<const std::uint8_t> bytes, ImageSize expected);

}  // namespace vignette
