#include "data/orientation.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace vignette {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint32_t kOrientation = 0x0112;

/// Where the orientation may be told.
struct Sources {
  Bytes exif, xmp;
};

bool starts_with(Bytes bytes, std::string_view text) {
  return text_at(bytes, 0, text.size()) == text;
}

void take(Sources& sources, Bytes body, std::string_view exif_mark, std::string_view xmp_mark) {
  if (sources.exif.empty() && !exif_mark.empty() && starts_with(body, exif_mark))
    sources.exif = body.subspan(exif_mark.size());
  if (sources.xmp.empty() && !xmp_mark.empty() && starts_with(body, xmp_mark)) sources.xmp = body;
}

Sources jpeg_sources(Bytes bytes) {
  constexpr std::string_view exif_mark("Exif\0\0", 6), xmp_mark("http://ns.adobe.com/xap/1.0/\0", 29);
  Sources sources;
  for_each_jpeg_segment(bytes, [&](std::uint8_t marker, Bytes body) {
    if (marker == 0xE1) take(sources, body, exif_mark, xmp_mark);
    return false;
  });
  return sources;
}

Sources png_sources(Bytes bytes) {
  constexpr std::string_view xmp_mark("XML:com.adobe.xmp\0", 18);
  Sources sources;
  for_each_png_chunk(bytes, [&](std::string_view kind, Bytes body) {
    if (kind == "eXIf") sources.exif = body;
    if (kind == "iTXt") take(sources, body, {}, xmp_mark);
    return false;
  });
  return sources;
}

Sources webp_sources(Bytes bytes) {
  Sources sources;
  std::size_t at = 12;
  while (at + 8 <= bytes.size()) {
    const std::size_t length = std::min<std::size_t>(little_endian(bytes, at + 4, 4), bytes.size() - at - 8);
    const std::string_view kind = text_at(bytes, at, 4);
    Bytes body = bytes.subspan(at + 8, length);
    if (kind == "XMP ") sources.xmp = body;
    if (kind == "EXIF") sources.exif = starts_with(body, std::string_view("Exif\0\0", 6)) ? body.subspan(6) : body;
    at += 8 + length + length % 2;
  }
  return sources;
}

/// The entry of the first directory of a TIFF structure.
std::optional<int> exif_orientation(Bytes tiff) {
  const std::string_view order = text_at(tiff, 0, 2);
  if (tiff.size() < 8 || (order != "II" && order != "MM")) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    if (at + length > tiff.size()) return std::uint32_t{0};
    return order == "II" ? little_endian(tiff, at, length) : big_endian(tiff, at, length);
  };
  const std::size_t directory = number(4, 4);
  const std::uint32_t entries = number(directory, 2);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    if (number(entry, 2) != kOrientation) continue;
    const std::uint32_t type = number(entry + 2, 2);  // 1: byte, 3: short, 4: long
    return static_cast<int>(number(entry + 8, type == 1 ? 1 : type == 3 ? 2 : 4));
  }
  return std::nullopt;
}

int xmp_orientation(Bytes xmp) {
  const std::string_view text(reinterpret_cast<const char*>(xmp.data()), xmp.size());
  for (const std::string_view key : {"tiff:Orientation=\"", "tiff:Orientation>"}) {
    const std::size_t at = text.find(key);
    if (at != std::string_view::npos && at + key.size() < text.size()) return text[at + key.size()] - '0';
  }
  return 0;
}

}  // namespace

int orientation_of(ImageFormat format, Bytes bytes) {
  Sources sources;
  if (format == ImageFormat::jpeg) sources = jpeg_sources(bytes);
  if (format == ImageFormat::png) sources = png_sources(bytes);
  if (format == ImageFormat::webp) sources = webp_sources(bytes);
  const int orientation = exif_orientation(sources.exif).value_or(xmp_orientation(sources.xmp));
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

RgbImage upright(RgbImage image, int orientation) {
  if (orientation <= 1) return image;
  const bool swaps = orientation >= 5;  // rows become columns
  const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  RgbImage turned{swaps ? image.height : image.width, swaps ? image.width : image.height, {}};
  turned.pixels.resize(image.pixels.size());
  std::uint8_t* out = turned.pixels.data();
  for (int y = 0; y < turned.height; ++y) {
    for (int x = 0; x < turned.width; ++x, out += 3) {
      const int across = swaps ? y : x, down = swaps ? x : y;
      const std::ptrdiff_t column = from_right ? image.width - 1 - across : across;
      const std::ptrdiff_t row = from_below ? image.height - 1 - down : down;
      const std::uint8_t* in = image.pixels.data() + (row * image.width + column) * 3;
      out[0] = in[0], out[1] = in[1], out[2] = in[2];
    }
  }
  return turned;
}

}  // namespace vignette
