#pragma once
// What the first bytes of picture files tell. Internal to the data layer.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

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

/// Empty where they are not all there.
std::string_view text_at(std::span<const std::uint8_t> bytes, std::size_t offset, std::size_t length);
/// The caller checks that the 1 to 4 bytes are there.
std::uint32_t big_endian(std::span<const std::uint8_t> bytes, std::size_t offset, std::size_t length);
std::uint32_t little_endian(std::span<const std::uint8_t> bytes, std::size_t offset, std::size_t length);

/// JPEG's segments up to the first scan, whose marker (0xDA) comes last; bodies begin behind the length and are cut
/// where the file ends. `visit` returns true to stop.
using VisitSegment = std::function<bool(std::uint8_t marker, std::span<const std::uint8_t> body)>;
void for_each_jpeg_segment(std::span<const std::uint8_t> bytes, const VisitSegment& visit);
/// PNG's chunks up to IEND. A chunk that the file cuts off is left out.
using VisitChunk = std::function<bool(std::string_view kind, std::span<const std::uint8_t> body)>;
void for_each_png_chunk(std::span<const std::uint8_t> bytes, const VisitChunk& visit);

}  // namespace vignette
