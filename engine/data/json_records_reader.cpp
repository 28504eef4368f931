// JSON Lines (Hugging Face's imagefolder metadata), and JSON lists of records (ClipCap's and CapDec's annotations).
#include <charconv>
#include <nlohmann/json.hpp>

#include "data/caption_records.h"
#include "data/json_stream.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// More than a record of an image needs; a whole one is held in memory, as a tree of many times its size.
constexpr std::size_t kLargestRecord = 16u << 20;

/// Like std::getline, but of a longer line than a record only the first bytes are kept.
bool next_line(std::istream& in, std::string& line) {
  line.clear();
  auto& bytes = *in.rdbuf();
  int c = bytes.sbumpc();
  if (c == std::char_traits<char>::eof()) return false;
  for (; c != '\n' && c != std::char_traits<char>::eof(); c = bytes.sbumpc())
    if (line.size() <= kLargestRecord) line += static_cast<char>(c);
  return true;
}

/// An id as a number or as digits in a string, as ClipCap writes them.
std::optional<std::int64_t> id_of(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(id) : std::nullopt;
}

void take_captions(const Json& value, std::vector<std::string>& captions) {
  if (value.is_string()) captions.push_back(value.get<std::string>());
  if (!value.is_array()) return;
  for (const auto& one : value)
    if (one.is_string()) captions.push_back(one.get<std::string>());
}

CaptionRecordRow row_of(const Json& object) {
  CaptionRecordRow row;
  for (const auto& [key, value] : object.items()) {
    switch (record_field(key)) {
      case RecordField::file:
        if (row.file.empty() && value.is_string()) row.file = value.get<std::string>();
        break;
      case RecordField::caption:
        take_captions(value, row.captions);
        break;
      case RecordField::image_id:
        row.image_id = id_of(value);
        break;
      case RecordField::split:
        if (value.is_string()) row.split = split_of_word(value.get<std::string>());
        break;
      case RecordField::none:
        break;
    }
  }
  return row;
}

}  // namespace

Dataset read_json_lines(const fs::path& file, const OpenDatasetOptions& options) {
  DatasetBuilder builder(DatasetKind::json_lines, file, options);
  CaptionRecords records(builder);
  std::ifstream in(file, std::ios::binary);
  std::string line;
  for (std::size_t number = 1; next_line(in, line); ++number) {
    const auto where = concat(file.filename().string(), ":", number);
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (trimmed(line).empty()) continue;
    if (line.size() > kLargestRecord) {
      builder.problems().add("line", where, "the line is longer than 16 MiB; left out");
      continue;
    }
    const auto object = Json::parse(line, nullptr, false);
    if (object.is_object())
      records.add(row_of(object), where);
    else
      builder.problems().add("line", where, "the line is no JSON object; left out");
  }
  return records.finish();
}

Dataset read_json_list(const fs::path& file, const OpenDatasetOptions& options) {
  DatasetBuilder builder(DatasetKind::json_list, file, options);
  CaptionRecords records(builder);
  JsonStream json(file);
  std::size_t index = 0;
  const auto take_text = [](JsonValue element, std::string& record) {
    const std::string_view text = simdjson::to_json_string(element).value();
    if (text.size() <= kLargestRecord) record = text;
  };
  json.read_list<std::string>(take_text, [&](std::span<std::string> elements) {
    for (const auto& element : elements) {
      const auto where = concat(file.filename().string(), ": [", index++, "]");
      if (element.empty()) {
        builder.problems().add("record", where, "the record is longer than 16 MiB; left out");
        continue;
      }
      const auto object = Json::parse(element, nullptr, false);
      if (object.is_object())
        records.add(row_of(object), where);
      else
        builder.problems().add("record", where, "an object was expected; left out");
    }
  });
  json.expect_end();
  return records.finish();
}

}  // namespace vignette
