#pragma once
// What the first bytes of picture files tell. Internal to the data layer.

#include <cstdint>
#include <optional>
#include <span>

#include "data/image.h"

namespace vignette {

enum class ImageFormat { png, jpeg, webp, bmp, gif };

/// By the first bytes; nullopt for anything else.
std::optional<ImageFormat> recognise_image(std::span<const std::uint8_t> bytes);

/// nullopt where the header is damaged or not all there.
std::optional<ImageSize> image_size(ImageFormat format, std::span<const std::uint8_t> bytes);

/// Whether the end of the picture is there: PNG's IEND, JPEG's EOI after its first scan, WebP's length, the rows of a
/// BMP that is not packed.
bool is_complete(ImageFormat format, std::span<const std::uint8_t> bytes);

/// Whether a file of so few bytes can hold so large a picture: deflate makes at most 1,032 bytes of one (PNG), a JPEG
/// spends at least a bit on a block of 8 × 8. True where the format sets no bound.
bool is_plausible(ImageFormat format, ImageSize size, std::span<const std::uint8_t> bytes);

}  // namespace vignette
