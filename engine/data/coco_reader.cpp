// COCO captions JSON: {"images": [{"id", "file_name", …}], "annotations": [{"image_id", "caption", …}]}, and nocaps',
// whose images carry a "domain".
#include <algorithm>
#include <cctype>

#include "data/dataset_builder.h"
#include "data/huge_pages.h"
#include "data/id_index.h"
#include "data/json_stream.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExpected =
    "a COCO captions file is an object with the lists \"images\" (each with \"id\" and \"file_name\") and "
    "\"annotations\" (each with \"image_id\" and \"caption\")";

constexpr std::size_t kAhead = 16;  ///< memory answers within as many entries

struct ImageEntry {
  JsonField<std::int64_t> id, width, height;
  JsonField<std::string_view> file_name, split, domain;
};

struct AnnotationEntry {
  JsonField<std::int64_t> image_id, id;
  JsonField<std::string_view> caption;
};

/// Of a JsonValue or FlatJson.
constexpr auto read_image_entry = [](auto&& element, ImageEntry& entry) {
  each_field(element, [&](std::string_view key, const auto& value) {
    if (key == "id") entry.id.read(value);
    if (key == "file_name") entry.file_name.read(value);
    if (key == "width") entry.width.read(value);
    if (key == "height") entry.height.read(value);
    if (key == "split") entry.split.read(value);
    if (key == "domain") entry.domain.read(value);
  });
};

constexpr auto read_annotation_entry = [](auto&& element, AnnotationEntry& entry) {
  each_field(element, [&](std::string_view key, const auto& value) {
    if (key == "image_id") entry.image_id.read(value);
    if (key == "id") entry.id.read(value);
    if (key == "caption") entry.caption.read(value);
  });
};

int pixels(const JsonField<std::int64_t>& field) {
  const auto value = field.value.value_or(0);
  return value < 0 || value > 1'000'000 ? 0 : static_cast<int>(value);
}

/// "captions_val2014" → validation.
Split split_of_file(const fs::path& file) {
  std::string word;
  for (const char c : file.stem().string() + "_") {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      word += c;
    } else {
      const Split split = split_of_word(word);
      if (split != Split::none) return split;
      word.clear();
    }
  }
  return Split::none;
}

class CocoReader {
 public:
  CocoReader(const fs::path& file, const OpenDatasetOptions& options)
      : builder_(DatasetKind::coco_captions, file, options), json_(file), split_(split_of_file(file)) {}

  Dataset read() {
    if (const char top = json_.peek(); top != '{') fail(concat("the top is ", json_type_name(top)));
    json_.enter_object();
    std::optional<std::uint64_t> early_annotations;
    bool images = false, annotations = false;
    while (const auto key = json_.next_key()) {
      if (*key == "images" && !images) {
        images = true;
        read_images();
      } else if (*key == "annotations" && !annotations) {
        annotations = true;
        if (images) {
          read_annotations();
        } else {
          expect_list("annotations");
          early_annotations = json_.position();
          json_.skip();
        }
      } else {
        json_.skip();
      }
    }
    json_.expect_end();
    if (!images) fail("\"images\" is missing (a list was expected)");
    if (!annotations) fail("\"annotations\" is missing (a list was expected)");
    if (early_annotations) {
      json_.go_to(*early_annotations);
      read_annotations();
    }
    return builder_.finish();
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw DatasetError(concat(builder_.source().string(), ": ", what, "; ", kExpected));
  }

  void expect_list(std::string_view key) {
    if (const char first = json_.peek(); first != '[')
      fail(concat("\"", key, "\" is ", json_type_name(first), "; a list was expected"));
  }

  void read_images() {
    expect_list("images");
    std::size_t index = 0;
    const auto read = [&](auto&& element, ImageEntry& entry) {
      builder_.poll();
      read_image_entry(element, entry);
    };
    json_.read_list<ImageEntry>(
        read,
        [&](std::span<ImageEntry> entries) {
          for (std::size_t i = 0; i < entries.size(); ++i) {
            if (i + kAhead < entries.size()) index_.prefetch(entries[i + kAhead].id.value.value_or(-1));
            take_image(entries[i], index++);
          }
        },
        [&](std::uint64_t count) { reserve_generously(builder_.images(), count); });
  }

  void take_image(const ImageEntry& entry, std::size_t index) {
    const auto problem = [&](std::string_view kind, const std::string& why) {
      builder_.problems().add(kind, concat("images[", index, "]"), why);
    };
    if (!entry.id.value || !entry.file_name.value) {
      const auto why = !entry.id.value ? complaint("id", "a whole number", entry.id.other)
                                       : complaint("file_name", "a string", entry.file_name.other);
      return problem("image entry", why + "; the image is left out");
    }
    if (!index_.insert(*entry.id.value, static_cast<std::uint32_t>(builder_.images().size())))
      return problem("image id",
                     concat("the image id ", *entry.id.value, " stands twice; the second image is left out"));
    auto& image = builder_.images().emplace_back();
    image.id = *entry.id.value;
    image.file_name = *entry.file_name.value;
    image.width = pixels(entry.width);
    image.height = pixels(entry.height);
    const Split own = split_of_word(entry.split.value.value_or(std::string_view()));
    image.split = own == Split::none ? split_ : own;
    image.domain = entry.domain.value.value_or(std::string_view());
  }

  void read_annotations() {
    expect_list("annotations");
    std::size_t index = 0;
    const auto read = [&](auto&& element, AnnotationEntry& entry) {
      builder_.poll();
      read_annotation_entry(element, entry);
    };
    json_.read_list<AnnotationEntry>(
        read,
        [&](std::span<AnnotationEntry> entries) {
          for (std::size_t i = 0; i < entries.size(); ++i) {
            if (i + kAhead < entries.size()) index_.prefetch(entries[i + kAhead].image_id.value.value_or(-1));
            take_annotation(entries[i], index++);
          }
        },
        [&](std::uint64_t count) { builder_.captions().expect(count); });
  }

  void take_annotation(const AnnotationEntry& entry, std::size_t index) {
    if (!entry.image_id.value)
      return leave_out("annotation entry", index, complaint("image_id", "a whole number", entry.image_id.other));
    if (!entry.caption.value)
      return leave_out("annotation entry", index, complaint("caption", "a string", entry.caption.other));
    const auto place = index_.find(*entry.image_id.value);
    if (!place)
      return leave_out("unknown image", index, concat("there is no image with the id ", *entry.image_id.value));
    const std::string_view words = trimmed(*entry.caption.value);
    if (words.empty())
      return leave_out("empty caption", index, concat("the caption of image ", *entry.image_id.value, " is empty"));
    if (entry.id.value && !annotation_ids_.insert(*entry.id.value))
      builder_.problems().add("annotation id", concat("annotations[", index, "]"),
                              concat("the annotation id ", *entry.id.value, " stands twice; both captions are kept"));
    builder_.captions().add(*place, words);
  }

  void leave_out(std::string_view kind, std::size_t index, const std::string& why) {
    builder_.problems().add(kind, concat("annotations[", index, "]"), why + "; the caption is left out");
  }

  DatasetBuilder builder_;
  JsonStream json_;
  Split split_;
  IdIndex index_;
  IdSet annotation_ids_;
};

}  // namespace

Dataset read_coco_captions(const fs::path& file, const OpenDatasetOptions& options) {
  return CocoReader(file, options).read();
}

}  // namespace vignette
