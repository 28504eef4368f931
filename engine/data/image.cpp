// Decoding and encoding by OpenCV, where it reads what Pillow reads.
#include "data/image.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "data/bmp_masks.h"
#include "data/image_header.h"
#include "data/jpeg_decoder.h"
#include "data/orientation.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

std::vector<std::uint8_t> read_bytes(const fs::path& file, std::size_t at_most) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);  // an error for pipes, which would keep the stream waiting
  std::ifstream in;
  if (!error) in.open(file, std::ios::binary);
  if (!in.is_open())
    throw ImageError(concat(file.string(), ": cannot be read; check that it exists and may be opened"));
  std::vector<std::uint8_t> bytes(std::min<std::uintmax_t>(size, at_most));
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (in.gcount() != static_cast<std::streamsize>(bytes.size()))
    throw ImageError(concat(file.string(), ": could not be read to its end"));
  return bytes;
}

ImageFormat format_of(const std::vector<std::uint8_t>& bytes, const std::string& name) {
  if (bytes.empty()) throw ImageError(name + ": the file is empty");
  const auto format = recognise_image(bytes);
  if (!format) throw ImageError(name + ": not a PNG, JPEG, WebP, BMP or GIF picture, whatever its name says");
  return *format;
}

ImageSize size_of(ImageFormat format, const std::vector<std::uint8_t>& bytes, const std::string& name) {
  const auto size = image_size(format, bytes);
  if (!size) throw ImageError(name + ": the header of the picture is damaged or cut off");
  return *size;
}

/// Refuses before decoding what would take too much memory or would come out wrong.
ImageFormat check_decodable(const std::vector<std::uint8_t>& bytes, const std::string& name, std::int64_t max_pixels) {
  const ImageFormat format = format_of(bytes, name);
  const ImageSize size = size_of(format, bytes, name);
  if (static_cast<std::int64_t>(size.width) * size.height > max_pixels) {
    throw ImageError(concat(name, ": ", size.width, " × ", size.height, " pixels are more than the limit of ",
                            max_pixels, "; scale the picture down"));
  }
  if (format == ImageFormat::gif) throw ImageError(name + ": GIF pictures are not decoded; convert it to PNG");
  if (!is_plausible(format, size, bytes)) {
    throw ImageError(concat(name, ": ", bytes.size(), " bytes cannot hold a picture of ", size.width, " × ",
                            size.height, " pixels; the file is damaged or made to harm"));
  }
  if (!is_complete(format, bytes)) throw ImageError(name + ": the picture is truncated; fetch the file again");
  return format;
}

RgbImage to_rgb(const cv::Mat& bgr) {
  RgbImage image{bgr.cols, bgr.rows, {}};
  image.pixels.resize(static_cast<std::size_t>(bgr.cols) * static_cast<std::size_t>(bgr.rows) * 3);
  cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.pixels.data());
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return image;
}

/// Pillow clips 16-bit grey at 255, while it takes the high byte of 16-bit colour.
RgbImage clipped_to_rgb(const cv::Mat& grey) {
  RgbImage image{grey.cols, grey.rows, {}};
  image.pixels.reserve(grey.total() * 3);
  for (int y = 0; y < grey.rows; ++y)
    for (int x = 0; x < grey.cols; ++x)
      image.pixels.insert(image.pixels.end(), 3, cv::saturate_cast<std::uint8_t>(grey.at<std::uint16_t>(y, x)));
  return image;
}

bool is_deep_grey(ImageFormat format, const std::vector<std::uint8_t>& bytes) {
  return format == ImageFormat::png && bytes.size() > 25 && bytes[24] == 16 && bytes[25] == 0;
}

RgbImage decode_by_opencv(const std::vector<std::uint8_t>& bytes, bool deep_grey) {
  const int how = deep_grey ? cv::IMREAD_GRAYSCALE | cv::IMREAD_ANYDEPTH : cv::IMREAD_COLOR;
  const cv::Mat picture = cv::imdecode(bytes, how | cv::IMREAD_IGNORE_ORIENTATION);
  if (picture.empty() || picture.type() != (deep_grey ? CV_16UC1 : CV_8UC3))
    throw std::runtime_error("OpenCV reads no picture in it");
  return deep_grey ? clipped_to_rgb(picture) : to_rgb(picture);
}

RgbImage decode_stored(ImageFormat format, const std::vector<std::uint8_t>& bytes) {
  if (format == ImageFormat::jpeg) return decode_jpeg(bytes, image_size(format, bytes).value());
  if (format == ImageFormat::bmp)
    if (auto image = decode_bmp_masks(bytes)) return std::move(*image);
  return decode_by_opencv(bytes, is_deep_grey(format, bytes));
}

cv::Mat to_bgr(const RgbImage& image) {
  const cv::Mat rgb(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data()));
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  return bgr;
}

std::vector<std::uint8_t> encode(const RgbImage& image, const char* extension, const std::vector<int>& parameters) {
  if (image.width <= 0 || image.height <= 0) throw ImageError("cannot encode a picture without pixels");
  std::vector<std::uint8_t> bytes;
  try {
    cv::imencode(extension, to_bgr(image), bytes, parameters);
  } catch (const cv::Exception& error) {
    throw ImageError(
        concat("cannot encode a picture of ", image.width, " × ", image.height, " as ", extension, ": ", error.err));
  }
  return bytes;
}

/// Beside LibTorch's threads, OpenCV's own ones only get in the way.
void use_one_thread() {
  static std::once_flag once;
  std::call_once(once, [] { cv::setNumThreads(1); });
}

}  // namespace

ImageSize read_image_size(const fs::path& file) {
  // A JPEG's frame header may lie behind some hundred kB of embedded previews and colour profiles.
  for (const std::size_t part : {std::size_t{1} << 12, std::size_t{1} << 20}) {
    const std::vector<std::uint8_t> bytes = read_bytes(file, part);
    if (const auto size = image_size(format_of(bytes, file.string()), bytes)) return *size;
  }
  throw ImageError(file.string() + ": the header of the picture is damaged or cut off");
}

RgbImage decode_image(const fs::path& file, bool apply_orientation, std::int64_t max_pixels) {
  constexpr std::uintmax_t kMostBytes = std::uintmax_t{2} << 30;  // more than the largest picture takes unpacked
  std::error_code error;
  if (fs::file_size(file, error) > kMostBytes && !error)
    throw ImageError(file.string() + ": the file is larger than any picture that is read; scale the picture down");
  return decode_image_bytes(read_bytes(file, SIZE_MAX), file.string(), apply_orientation, max_pixels);
}

RgbImage decode_image_bytes(const std::vector<std::uint8_t>& bytes, const std::string& name, bool apply_orientation,
                            std::int64_t max_pixels) {
  use_one_thread();
  const ImageFormat format = check_decodable(bytes, name, max_pixels);
  try {
    RgbImage image = decode_stored(format, bytes);
    return apply_orientation ? upright(std::move(image), orientation_of(format, bytes)) : image;
  } catch (const std::exception& error) {
    throw ImageError(concat(name, ": cannot be decoded, the picture is damaged: ", error.what()));
  }
}

std::vector<std::uint8_t> encode_jpeg(const RgbImage& image, int quality) {
  return encode(image, ".jpg", {cv::IMWRITE_JPEG_QUALITY, quality});
}

bool has_image_extension(const fs::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg" || extension == ".webp" ||
         extension == ".bmp";
}

void write_png(const RgbImage& image, const fs::path& file) {
  const std::vector<std::uint8_t> bytes = encode(image, ".png", {cv::IMWRITE_PNG_COMPRESSION, 3});
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out)
    throw ImageError(concat("cannot write ", file.string(), "; check the folder's permissions and the free space"));
}

}  // namespace vignette
