// Pictures of any format: what the header says is what is decoded, and nothing larger.
#include "data/image.h"
#include "data/image_header.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(picture) {
  constexpr std::int64_t kMostPixels = 1 << 16;
  std::optional<ImageSize> size;
  if (const auto format = recognise_image(bytes)) {
    size = image_size(*format, bytes);
    is_complete(*format, bytes);
  }
  try {
    const RgbImage image = decode_image_bytes({bytes.begin(), bytes.end()}, "picture", false, kMostPixels);
    require(size && image.width == size->width && image.height == size->height, "the header told another size");
    require(std::int64_t{image.width} * image.height <= kMostPixels, "a larger picture was decoded");
    require(image.pixels.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3,
            "there are more pixels than the size says");
  } catch (const ImageError& error) {
    require(std::string_view(error.what()).starts_with("picture"), "an error does not name its file");
  }
}
