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

/// BLIP's processor squeezes pictures into a square; CLIP's crops them.
bool squeezes(const JsonObject& object) {
  std::string processor;
  object.read("image_processor_type", processor);
  bool crops = !processor.starts_with("Blip");
  object.read("do_center_crop", crops);
  return !crops && !(object.is_object("size") && object.child("size").contains("shortest_edge"));
}

std::int64_t configured_size(const std::filesystem::path& directory, std::int64_t otherwise) {
  const auto file = directory / "config.json";
  std::int64_t size = otherwise;
  if (std::filesystem::exists(file)) JsonObject::from_file(file, "").child("vision_config").read("image_size", size);
  return size;
}

}  // namespace

ClipPreprocessing clip_preprocessing_from_directory(const std::filesystem::path& directory) {
  ClipPreprocessing preprocessing;
  const auto file = directory / "preprocessor_config.json";
  preprocessing.size = static_cast<int>(configured_size(directory, preprocessing.size));
  if (!std::filesystem::exists(file)) return preprocessing;
  const JsonObject object = JsonObject::from_file(file, "");
  const std::int64_t resized = read_size(object, "size", preprocessing.size);
  const std::int64_t crop = read_size(object, "crop_size", resized);
  preprocessing.square = squeezes(object);
  if (crop != resized) object.fail("crop_size", concat("expected the resized short side, ", resized, ", got ", crop));
  preprocessing.size = static_cast<int>(crop);
  object.read("image_mean", preprocessing.mean);
  object.read("image_std", preprocessing.std);
  preprocessing.crop = CropRounding::huggingface;
  return preprocessing;
}

}  // namespace vignette
