#include <nlohmann/json.hpp>

#include "data/atomic_file.h"
#include "data/dataset.h"

namespace vignette {
namespace {

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string image_entry(const DatasetImage& image) {
  std::string entry = "{\"id\": " + std::to_string(image.id) + ", \"file_name\": " + json_text(image.file_name);
  if (image.width > 0 && image.height > 0) {
    entry += ", \"width\": " + std::to_string(image.width) + ", \"height\": " + std::to_string(image.height);
  }
  return entry + "}";
}

void append_entry(std::string& list, const std::string& entry) {
  list += list.empty() ? "\n" : ",\n";
  list += entry;
}

}  // namespace

void write_coco_captions(const Dataset& dataset, std::optional<Split> split, const std::filesystem::path& file) {
  std::string images, annotations;
  std::int64_t annotation_id = 0;
  for (const DatasetImage& image : dataset.images) {
    if (split && image.split != *split) continue;
    append_entry(images, image_entry(image));
    for (const auto caption : image.captions) {
      append_entry(annotations, "{\"id\": " + std::to_string(++annotation_id) + ", \"image_id\": " +
                                    std::to_string(image.id) + ", \"caption\": " + json_text(caption) + "}");
    }
  }
  write_file_atomically(file, "{\"images\": [" + images + "\n],\n\"annotations\": [" + annotations + "\n]}\n");
}

}  // namespace vignette
