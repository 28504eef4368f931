#include "data/bmp_masks.h"

#include <array>
#include <bit>

#include "data/image_header.h"

namespace vignette {
namespace {

constexpr std::uint32_t kUnpacked = 0, kMasks = 3, kMasksWithAlpha = 6;  // the header's compression

struct Layout {
  ImageSize size;
  std::uint32_t bytes_per_pixel = 0, first_row = 0;
  bool top_down = false;
  std::array<std::uint32_t, 3> masks{};  // red, green, blue
};

bool is_run(std::uint32_t mask) {
  return mask != 0 && std::has_single_bit((mask >> std::countr_zero(mask)) + std::uint64_t{1});
}

std::optional<Layout> read_layout(std::span<const std::uint8_t> bytes) {
  const auto size = image_size(ImageFormat::bmp, bytes);
  if (!size || bytes.size() < 54 || little_endian(bytes, 14, 4) < 40) return std::nullopt;
  const std::uint32_t bits = little_endian(bytes, 28, 2), packing = little_endian(bytes, 30, 4);
  if (bits != 16 && bits != 32) return std::nullopt;
  Layout layout{*size, bits / 8, little_endian(bytes, 10, 4), little_endian(bytes, 22, 4) >> 31 != 0, {}};
  if (packing == kUnpacked) {
    layout.masks = bits == 16 ? std::array{0x7C00U, 0x3E0U, 0x1FU} : std::array{0xFF0000U, 0xFF00U, 0xFFU};
  } else if ((packing == kMasks || packing == kMasksWithAlpha) && bytes.size() >= 66) {
    for (std::size_t i = 0; i < 3; ++i) layout.masks[i] = little_endian(bytes, 54 + 4 * i, 4);
  }
  for (const std::uint32_t mask : layout.masks)
    if (!is_run(mask)) return std::nullopt;
  return layout;
}

std::uint8_t field(std::uint32_t pixel, std::uint32_t mask) {
  const int shift = std::countr_zero(mask);
  return static_cast<std::uint8_t>(std::uint64_t{(pixel & mask) >> shift} * 255 / (mask >> shift));
}

}  // namespace

std::optional<RgbImage> decode_bmp_masks(std::span<const std::uint8_t> bytes) {
  const auto layout = read_layout(bytes);
  if (!layout) return std::nullopt;
  const auto width = static_cast<std::size_t>(layout->size.width),
             height = static_cast<std::size_t>(layout->size.height);
  const std::size_t row_bytes = (width * layout->bytes_per_pixel + 3) / 4 * 4;
  if (layout->first_row + row_bytes * height > bytes.size()) return std::nullopt;
  RgbImage image{layout->size.width, layout->size.height, std::vector<std::uint8_t>(width * height * 3)};
  std::uint8_t* out = image.pixels.data();
  for (std::size_t y = 0; y < height; ++y) {
    std::size_t at = layout->first_row + (layout->top_down ? y : height - 1 - y) * row_bytes;
    for (std::size_t x = 0; x < width; ++x, at += layout->bytes_per_pixel) {
      const std::uint32_t pixel = little_endian(bytes, at, layout->bytes_per_pixel);
      for (const std::uint32_t mask : layout->masks) *out++ = field(pixel, mask);
    }
  }
  return image;
}

}  // namespace vignette
