#include "data/jpeg_decoder.h"

#include <csetjmp>
#include <cstdio>
#include <stdexcept>
// jpeglib.h needs FILE to be declared before it.
#include <jpeglib.h>

namespace vignette {
namespace {

/// libjpeg reports an error by a call that must not return.
struct Failure {
  jpeg_error_mgr manager;
  jpeg_progress_mgr progress = {};
  std::jmp_buf way_out;
  char message[JMSG_LENGTH_MAX];
};

void leave(j_common_ptr codec) {
  auto* failure = reinterpret_cast<Failure*>(codec->err);
  codec->err->format_message(codec, failure->message);
  std::longjmp(failure->way_out, 1);
}

void stay_silent(j_common_ptr) {}

/// Thousands of tiny scans over a large picture would hold a thread for hours.
void limit_scans(j_common_ptr codec) {
  constexpr int most = 500;
  auto* decompressor = reinterpret_cast<j_decompress_ptr>(codec);
  if (decompressor->input_scan_number <= most) return;
  auto* failure = reinterpret_cast<Failure*>(codec->err);
  std::snprintf(failure->message, sizeof failure->message, "it has more than %d scans", most);
  std::longjmp(failure->way_out, 1);
}

class Decompressor {
 public:
  explicit Decompressor(Failure& failure) {
    codec_.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = leave;
    failure.manager.output_message = stay_silent;
  }
  ~Decompressor() { jpeg_destroy_decompress(&codec_); }
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;
  jpeg_decompress_struct& codec() { return codec_; }

 private:
  jpeg_decompress_struct codec_ = {};
};

/// Pillow's division by 255 with rounding of a product of two bytes.
int divided_by_255(int product) {
  const int rounded = product + 128;
  return (rounded + (rounded >> 8)) >> 8;
}

/// One row of inverted CMYK to RGB: of what black leaves (255 - K), each ink takes its share.
void convert_row(const std::uint8_t* cmyk, std::uint8_t* rgb, int width) {
  for (int x = 0; x < width; ++x, cmyk += 4, rgb += 3) {
    const int light = cmyk[3];
    for (int i = 0; i < 3; ++i) rgb[i] = static_cast<std::uint8_t>(light - divided_by_255((255 - cmyk[i]) * light));
  }
}

/// Into `image`, which knows the size to come. False with failure.message set. No object with a destructor lives here,
/// for longjmp leaves through this frame.
bool read(jpeg_decompress_struct& codec, Failure& failure, std::span<const std::uint8_t> bytes, RgbImage& image,
          std::vector<std::uint8_t>& inks) {
  if (setjmp(failure.way_out) != 0) return false;
  jpeg_create_decompress(&codec);
  failure.progress.progress_monitor = limit_scans;
  codec.progress = &failure.progress;
  jpeg_mem_src(&codec, const_cast<std::uint8_t*>(bytes.data()), bytes.size());
  jpeg_read_header(&codec, TRUE);
  const bool is_cmyk = codec.num_components == 4;
  codec.out_color_space = is_cmyk ? JCS_CMYK : JCS_RGB;
  if (static_cast<int>(codec.image_width) != image.width || static_cast<int>(codec.image_height) != image.height) {
    std::snprintf(failure.message, sizeof failure.message, "its headers tell two sizes");
    return false;
  }
  jpeg_start_decompress(&codec);
  const std::size_t row_bytes = std::size_t{codec.output_width} * 3;
  image.pixels.resize(row_bytes * codec.output_height);
  inks.resize(is_cmyk ? std::size_t{codec.output_width} * 4 : 0);
  while (codec.output_scanline < codec.output_height) {
    std::uint8_t* out = image.pixels.data() + codec.output_scanline * row_bytes;
    std::uint8_t* row = is_cmyk ? inks.data() : out;
    jpeg_read_scanlines(&codec, &row, 1);
    if (is_cmyk) convert_row(inks.data(), out, image.width);
  }
  jpeg_finish_decompress(&codec);
  return true;
}

}  // namespace

RgbImage decode_jpeg(std::span<const std::uint8_t> bytes, ImageSize expected) {
  Failure failure;
  Decompressor decompressor(failure);
  RgbImage image{expected.width, expected.height, {}};
  std::vector<std::uint8_t> inks;
  if (!read(decompressor.codec(), failure, bytes, image, inks)) throw std::runtime_error(failure.message);
  return image;
}

}  // namespace vignette
