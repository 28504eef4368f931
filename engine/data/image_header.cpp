#include "data/image_header.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace vignette {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::optional<ImageSize> checked(std::int64_t width, std::int64_t height) {
  if (width <= 0 || height <= 0 || width > INT32_MAX || height > INT32_MAX) return std::nullopt;
  return ImageSize{static_cast<int>(width), static_cast<int>(height)};
}

std::optional<ImageSize> png_size(Bytes bytes) {
  if (bytes.size() < 24 || text_at(bytes, 12, 4) != "IHDR") return std::nullopt;
  return checked(big_endian(bytes, 16, 4), big_endian(bytes, 20, 4));
}

std::optional<ImageSize> gif_size(Bytes bytes) {
  if (bytes.size() < 10) return std::nullopt;
  return checked(little_endian(bytes, 6, 2), little_endian(bytes, 8, 2));
}

std::optional<ImageSize> bmp_size(Bytes bytes) {
  if (bytes.size() < 26) return std::nullopt;
  if (little_endian(bytes, 14, 4) == 12) return checked(little_endian(bytes, 18, 2), little_endian(bytes, 20, 2));
  const auto height = static_cast<std::int32_t>(little_endian(bytes, 22, 4));  // negative: rows from top to bottom
  return checked(static_cast<std::int32_t>(little_endian(bytes, 18, 4)), std::abs(static_cast<std::int64_t>(height)));
}

std::optional<ImageSize> webp_size(Bytes bytes) {
  if (bytes.size() < 30) return std::nullopt;
  const std::string_view chunk = text_at(bytes, 12, 4);
  if (chunk == "VP8X") return checked(1 + little_endian(bytes, 24, 3), 1 + little_endian(bytes, 27, 3));
  if (chunk == "VP8 ") return checked(little_endian(bytes, 26, 2) & 0x3FFF, little_endian(bytes, 28, 2) & 0x3FFF);
  if (chunk != "VP8L") return std::nullopt;
  const std::uint32_t sizes = little_endian(bytes, 21, 4);
  return checked(1 + (sizes & 0x3FFF), 1 + (sizes >> 14 & 0x3FFF));
}

std::optional<ImageSize> jpeg_size(Bytes bytes) {
  std::optional<ImageSize> size;
  for_each_jpeg_segment(bytes, [&](std::uint8_t marker, Bytes body) {
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame && body.size() >= 5) size = checked(big_endian(body, 3, 2), big_endian(body, 1, 2));
    return frame;
  });
  return size;
}

bool jpeg_complete(Bytes bytes) {
  std::string_view scan;
  for_each_jpeg_segment(bytes, [&](std::uint8_t marker, Bytes body) {
    if (marker == 0xDA)
      scan = {reinterpret_cast<const char*>(body.data()),
              static_cast<std::size_t>(bytes.data() + bytes.size() - body.data())};
    return false;
  });
  return scan.find("\xFF\xD9") != std::string_view::npos;
}

bool png_complete(Bytes bytes) {
  bool complete = false;
  for_each_png_chunk(bytes, [&](std::string_view kind, Bytes) { return complete = kind == "IEND"; });
  return complete;
}

/// Bytes of the picture's rows, each padded to four.
bool bmp_complete(Bytes bytes) {
  const auto size = bmp_size(bytes);
  if (!size || little_endian(bytes, 14, 4) == 12 || bytes.size() < 34) return true;
  const std::uint32_t packing = little_endian(bytes, 30, 4), bits = little_endian(bytes, 28, 2);
  if (packing != 0) return true;
  const auto row = (static_cast<std::uint64_t>(size->width) * bits + 31) / 32 * 4;
  return little_endian(bytes, 10, 4) + row * static_cast<std::uint64_t>(size->height) <= bytes.size() + 3;
}

/// Bits of a PNG's pixel, by its depth and colour type.
std::uint64_t png_bits(Bytes bytes) {
  if (bytes.size() < 26) return 1;
  const std::uint8_t colour = bytes[25];
  return std::uint64_t{bytes[24]} * (colour == 2 ? 3 : colour == 4 ? 2 : colour == 6 ? 4 : 1);
}

}  // namespace

std::string_view text_at(Bytes bytes, std::size_t offset, std::size_t length) {
  if (offset + length > bytes.size()) return {};
  return {reinterpret_cast<const char*>(bytes.data()) + offset, length};
}

std::uint32_t big_endian(Bytes bytes, std::size_t offset, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < length; ++i) value = value << 8 | bytes[offset + i];
  return value;
}

std::uint32_t little_endian(Bytes bytes, std::size_t offset, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = length; i-- > 0;) value = value << 8 | bytes[offset + i];
  return value;
}

void for_each_jpeg_segment(Bytes bytes, const VisitSegment& visit) {
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && bytes[at] == 0xFF) {
    const std::uint8_t marker = bytes[at + 1];
    const bool fill = marker == 0xFF, bare = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    if (fill || bare) {
      at += fill ? 1 : 2;
      continue;
    }
    const std::size_t length = std::max<std::size_t>(2, big_endian(bytes, at + 2, 2));
    const std::size_t body = at + 4;
    if (visit(marker, bytes.subspan(body, std::min(length - 2, bytes.size() - body))) || marker == 0xDA) return;
    at += 2 + length;
  }
}

void for_each_png_chunk(Bytes bytes, const VisitChunk& visit) {
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = big_endian(bytes, at, 4);
    if (length > bytes.size() - at - 12) return;
    const std::string_view kind = text_at(bytes, at + 4, 4);
    if (visit(kind, bytes.subspan(at + 8, length)) || kind == "IEND") return;
    at += 12 + length;
  }
}

std::optional<ImageFormat> recognise_image(Bytes bytes) {
  if (text_at(bytes, 0, 8) == "\x89PNG\r\n\x1A\n") return ImageFormat::png;
  if (text_at(bytes, 0, 3) == "\xFF\xD8\xFF") return ImageFormat::jpeg;
  if (text_at(bytes, 0, 4) == "RIFF" && text_at(bytes, 8, 4) == "WEBP") return ImageFormat::webp;
  if (text_at(bytes, 0, 2) == "BM") return ImageFormat::bmp;
  if (text_at(bytes, 0, 4) == "GIF8") return ImageFormat::gif;
  return std::nullopt;
}

std::optional<ImageSize> image_size(ImageFormat format, Bytes bytes) {
  switch (format) {
    case ImageFormat::png:
      return png_size(bytes);
    case ImageFormat::jpeg:
      return jpeg_size(bytes);
    case ImageFormat::webp:
      return webp_size(bytes);
    case ImageFormat::bmp:
      return bmp_size(bytes);
    case ImageFormat::gif:
      break;
  }
  return gif_size(bytes);
}

bool is_complete(ImageFormat format, Bytes bytes) {
  switch (format) {
    case ImageFormat::png:
      return png_complete(bytes);
    case ImageFormat::jpeg:
      return jpeg_complete(bytes);
    case ImageFormat::webp:
      return bytes.size() >= 8 && bytes.size() - 8 >= little_endian(bytes, 4, 4);
    case ImageFormat::bmp:
      return bmp_complete(bytes);
    case ImageFormat::gif:
      break;
  }
  return true;
}

bool is_plausible(ImageFormat format, ImageSize size, Bytes bytes) {
  constexpr std::uint64_t kDeflate = 1032;
  const auto width = static_cast<std::uint64_t>(size.width), height = static_cast<std::uint64_t>(size.height);
  if (format == ImageFormat::png) return (width * png_bits(bytes) / 8 + 1) * height <= kDeflate * bytes.size();
  if (format == ImageFormat::jpeg) return (width / 8) * (height / 8) <= 8 * 8 * bytes.size();
  return true;
}

}  // namespace vignette
