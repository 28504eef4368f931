#include "log/log.h"
#include "models/clip.h"
#include "models/json_object.h"

namespace vignette {
namespace {

/// A size is written as a number, {"shortest_edge": n} or {"height": n, "width": n}.
std::int64_t read_size(const JsonObject& object, const std::string& key, std::int64_t otherwise) {
  std::int64_t size = otherwise;
  if (!object.is_object(key)) {
    object.read(key, size);
    return size;
  }
  const JsonObject sizes = object.child(key);
  std::int64_t width = size;
  sizes.read("shortest_edge", size);
  sizes.read("height", size);
  width = size;
  sizes.read("width", width);
  if (width != size) object.fail(key, concat("expected a square, got ", width, " x ", size));
  return size;
}

}  // namespace

ClipPreprocessing clip_preprocessing_from_directory(const std::filesystem::path& directory) {
  ClipPreprocessing preprocessing;
  const auto file = directory / "preprocessor_config.json";
  if (!std::filesystem::exists(file)) return preprocessing;
  const JsonObject object = JsonObject::from_file(file, "");
  const std::int64_t resized = read_size(object, "size", preprocessing.size);
  const std::int64_t crop = read_size(object, "crop_size", resized);
  if (crop != resized) object.fail("crop_size", concat("expected the resized short side, ", resized, ", got ", crop));
  preprocessing.size = static_cast<int>(crop);
  object.read("image_mean", preprocessing.mean);
  object.read("image_std", preprocessing.std);
  preprocessing.crop = CropRounding::huggingface;
  return preprocessing;
}

}  // namespace vignette
