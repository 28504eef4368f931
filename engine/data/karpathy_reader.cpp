// Karpathy's dataset_coco.json, dataset_flickr8k.json and dataset_flickr30k.json: {"images": [{"filename", "split",
// "sentences": [{"raw"}], …}]}.
#include "data/dataset_builder.h"
#include "data/id_index.h"
#include "data/json_stream.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

struct Entry {
  JsonField<std::int64_t> coco_id, image_id;
  JsonField<std::string_view> folder, file, split;
  std::vector<std::string> captions;
  bool has_sentences = false;
};

void read_sentences(JsonValue list, Entry& entry) {
  simdjson::ondemand::array sentences;
  if (list.get_array().get(sentences) != simdjson::SUCCESS) return;
  entry.has_sentences = true;
  for (auto sentence : sentences)
    each_field(sentence.value(), [&](std::string_view key, JsonValue value) {
      JsonField<std::string_view> raw;
      if (key == "raw") raw.read(value);
      if (raw.value) entry.captions.emplace_back(*raw.value);
    });
}

void read_entry(JsonValue element, Entry& entry) {
  each_field(element, [&](std::string_view key, JsonValue value) {
    if (key == "cocoid") entry.coco_id.read(value);
    if (key == "imgid") entry.image_id.read(value);
    if (key == "filepath") entry.folder.read(value);
    if (key == "filename") entry.file.read(value);
    if (key == "split") entry.split.read(value);
    if (key == "sentences") read_sentences(value, entry);
  });
}

class KarpathyReader {
 public:
  KarpathyReader(const fs::path& file, const OpenDatasetOptions& options)
      : builder_(DatasetKind::karpathy_split, file, options), json_(file) {}

  Dataset read() {
    json_.enter_object();
    while (const auto key = json_.next_key()) {
      if (*key != "images") {
        json_.skip();
        continue;
      }
      std::size_t index = 0;
      json_.read_list<Entry>(read_entry, [&](std::span<Entry> entries) {
        for (auto& entry : entries) take(entry, index++);
      });
    }
    json_.expect_end();
    prefer_folders();
    return builder_.finish();
  }

 private:
  void take(Entry& entry, std::size_t index) {
    builder_.poll();
    const auto where = [&] { return concat("images[", index, "]"); };
    const auto id = entry.coco_id.value ? entry.coco_id.value : entry.image_id.value;
    if (!entry.file.value || !id) {
      const auto why = entry.file.value ? complaint("imgid", "a whole number", entry.image_id.other)
                                        : complaint("filename", "a string", entry.file.other);
      return builder_.problems().add("image entry", where(), why + "; the image is left out");
    }
    if (!ids_.insert(*id, 0))
      return builder_.problems().add("image id", where(),
                                     concat("the image id ", *id, " stands twice; the second image is left out"));
    DatasetImage image;
    image.id = *id;
    image.file_name = std::string(*entry.file.value);
    image.split = split_of_word(entry.split.value.value_or(std::string_view()));
    folders_.emplace_back(entry.folder.value.value_or(std::string_view()));
    builder_.images().push_back(std::move(image));
    for (const auto& caption : entry.captions) builder_.add_caption(builder_.images().back(), caption, where);
  }

  /// Names with the folder, as COCO's pictures lie, unless they are found only without it.
  void prefer_folders() {
    add_folders();
    if (builder_.finds_pictures()) return;
    for (std::size_t i = 0; i < folders_.size(); ++i)
      if (!folders_[i].empty()) builder_.images()[i].file_name.erase(0, folders_[i].size() + 1);
    if (!builder_.finds_pictures()) add_folders();
  }

  void add_folders() {
    for (std::size_t i = 0; i < folders_.size(); ++i)
      if (!folders_[i].empty()) builder_.images()[i].file_name.insert(0, folders_[i] + "/");
  }

  DatasetBuilder builder_;
  JsonStream json_;
  std::vector<std::string> folders_;
  IdIndex ids_;
};

}  // namespace

Dataset read_karpathy_split(const fs::path& file, const OpenDatasetOptions& options) {
  return KarpathyReader(file, options).read();
}

bool is_karpathy_split(const fs::path& file) {
  JsonStream json(file);
  json.enter_object();
  while (const auto key = json.next_key()) {
    if (*key != "images" || json.peek() != '[') {
      json.skip();
      continue;
    }
    const auto first = json.first_of_list<Entry>(read_entry);
    return first && first->has_sentences;
  }
  return false;
}

}  // namespace vignette
