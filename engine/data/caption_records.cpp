#include "data/caption_records.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 6> kCocoNames{"train2014/COCO_train2014_%012lld.jpg",
                                                "val2014/COCO_val2014_%012lld.jpg",
                                                "COCO_train2014_%012lld.jpg",
                                                "COCO_val2014_%012lld.jpg",
                                                "train2017/%012lld.jpg",
                                                "%012lld.jpg"};

std::string coco_name(const char* form, std::int64_t id) {
  std::array<char, 64> name{};
  std::snprintf(name.data(), name.size(), form, static_cast<long long>(id));
  return name.data();
}

/// The file of COCO's picture of that number in a folder; "" when none is there.
std::string coco_file(const fs::path& folder, std::int64_t id) {
  std::error_code error;
  for (const char* form : kCocoNames)
    if (auto name = coco_name(form, id); fs::is_regular_file(folder / name, error)) return name;
  return {};
}

}  // namespace

RecordField record_field(std::string_view name) {
  std::string lower(trimmed(name));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto any = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), lower) != names.end();
  };
  if (any({"file_name", "filename", "file", "image", "image_name", "image_path", "image_file", "filepath", "file_path",
           "path", "img", "img_path"}))
    return RecordField::file;
  if (any({"caption", "captions", "text", "texts", "comment", "sentence", "sentences", "description", "title"}))
    return RecordField::caption;
  if (any({"image_id", "imageid", "img_id"})) return RecordField::image_id;
  return lower == "split" ? RecordField::split : RecordField::none;
}

void CaptionRecords::add(const CaptionRecordRow& row, const std::string& where) {
  builder_.poll();
  if (row.file.empty() && !row.image_id) {
    return builder_.problems().add("record", where, "there is neither a file name nor an image_id; left out");
  }
  if (!row.file.empty() && find_invalid_utf8(row.file) != std::string::npos)
    return builder_.problems().add("encoding", where, "the file name is not valid UTF-8; left out");
  DatasetImage* image = nullptr;
  if (!row.file.empty()) {
    image = &builder_.image_named(row.file);
  } else {
    image = &builder_.image_named(coco_name(kCocoNames.back(), *row.image_id));
    image->id = *row.image_id;
    numbered_.emplace(*row.image_id, static_cast<std::size_t>(image - builder_.images().data()));
  }
  if (row.split != Split::none) image->split = row.split;
  if (row.captions.empty()) builder_.problems().add("no captions", where, "the record has no caption");
  for (const auto& caption : row.captions) builder_.add_caption(*image, caption, [&] { return where; });
}

void CaptionRecords::name_numbered() {
  fs::path best;
  std::size_t most = 0;
  for (const auto& folder : builder_.root_candidates()) {
    std::size_t found = 0, tried = 0;
    for (auto entry = numbered_.begin(); entry != numbered_.end() && tried < 24; ++entry, ++tried)
      found += !coco_file(folder, entry->first).empty();
    if (found > most) best = folder, most = found;
  }
  if (best.empty()) return;
  for (const auto& [id, place] : numbered_)
    if (auto name = coco_file(best, id); !name.empty()) builder_.images()[place].file_name = std::move(name);
  builder_.choose_root(best);
}

Dataset CaptionRecords::finish() {
  if (builder_.images().empty())
    throw DatasetError(concat(builder_.source().string(),
                              " holds no record with a file name (\"file_name\", \"image\", …) "
                              "and a caption (\"caption\", \"text\", …)"));
  if (!numbered_.empty()) name_numbered();
  return builder_.finish();
}

}  // namespace vignette
