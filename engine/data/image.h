#pragma once
// Decoding pictures and preparing them for CLIP.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vignette {

class ImageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// 8-bit RGB, row-major, interleaved.
struct RgbImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;  ///< width · height · 3
};

struct ImageSize {
  int width = 0, height = 0;
};

/// Reads the size from the header of a PNG, JPEG, WebP, BMP or GIF without decoding (before EXIF rotation). Throws
/// ImageError.
ImageSize read_image_size(const std::filesystem::path& file);

/// True for the names of picture files that are read: .png .jpg .jpeg .webp .bmp in any case.
bool has_image_extension(const std::filesystem::path& file);

/// Decodes to RGB as PIL's convert("RGB") does: alpha is dropped, grey and palette expand, CMYK converts, 16-bit is
/// reduced; EXIF orientation is applied when `apply_orientation`. A picture of more than `max_pixels` is refused before
/// decoding. Throws ImageError naming the file and what is wrong. Any thread.
RgbImage decode_image(const std::filesystem::path& file, bool apply_orientation = true,
                      std::int64_t max_pixels = 179'000'000);
RgbImage decode_image_bytes(const std::vector<std::uint8_t>& bytes, const std::string& name,
                            bool apply_orientation = true, std::int64_t max_pixels = 179'000'000);

enum class CropRounding {
  openai,
  huggingface
};  ///< round-half-even of (h-c)/2, or (h-c)//2 (goldens/models/README 38)

struct ClipPreprocessing {
  int size = 224;
  float mean[3] = {0.48145466f, 0.4578275f, 0.40821073f};
  float std[3] = {0.26862954f, 0.26130258f, 0.27577711f};
  CropRounding crop = CropRounding::openai;
  /// False: pictures lie as they are stored, whatever their EXIF says. OpenAI's preprocess and Hugging Face's image
  /// processor leave an opened picture so; Hugging Face turns it upright when it is given a path.
  bool apply_orientation = true;
  bool square = false;  ///< both sides are resized to `size`, whatever their proportions, and nothing is cut (BLIP)
};

/// Pillow's bicubic (a = -0.5, antialias, 8-bit rounding between passes, in the order of Pillow 13) to the given size.
/// Throws std::invalid_argument for a side of 0.
RgbImage resize_bicubic(const RgbImage& image, int width, int height);

/// Bicubic resize of the short side to `size` and centre crop (or resize of both sides: `square`): the 8-bit picture
/// that CLIP sees. Throws std::invalid_argument for a picture without pixels.
RgbImage clip_crop(const RgbImage& image, const ClipPreprocessing& options);

/// clip_crop() in numbers: scale to [0, 1], normalise. Returns 3·size·size floats, CHW.
std::vector<float> clip_preprocess(const RgbImage& image, const ClipPreprocessing& options);

/// Encodes a thumbnail whose long side is `size` as JPEG bytes, for on-disk caches.
std::vector<std::uint8_t> encode_jpeg(const RgbImage& image, int quality = 88);
void write_png(const RgbImage& image, const std::filesystem::path& file);

}  // namespace vignette
