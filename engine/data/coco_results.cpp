#include "data/coco_results.h"

#include "data/json_stream.h"
#include "log/log.h"

namespace vignette {
namespace {

struct Entry {
  JsonField<std::int64_t> image_id;
  JsonField<std::string_view> caption;
};

constexpr auto read_entry = [](auto&& element, Entry& entry) {
  each_field(element, [&](std::string_view key, const auto& value) {
    if (key == "image_id") entry.image_id.read(value);
    if (key == "caption") entry.caption.read(value);
  });
};

}  // namespace

std::vector<std::pair<std::int64_t, std::string>> read_coco_results(const std::filesystem::path& file) {
  JsonStream json(file);
  if (json.peek() != '[')
    throw DatasetError(concat(file.string(), ": a list of {\"image_id\", \"caption\"} was expected"));
  std::vector<std::pair<std::int64_t, std::string>> captions;
  json.read_list<Entry>(read_entry, [&](std::span<Entry> entries) {
    for (const Entry& entry : entries) {
      if (!entry.image_id.value || !entry.caption.value)
        throw DatasetError(concat(file.string(), ": entry ", captions.size() + 1,
                                  " should be an object with a whole number \"image_id\" and a text \"caption\""));
      captions.emplace_back(*entry.image_id.value, *entry.caption.value);
    }
  });
  json.expect_end();
  return captions;
}

}  // namespace vignette
