// Tables of captions: CSV with a header, Flickr8k's token file, Flickr30k's results.csv, Conceptual Captions' TSV.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

#include "data/caption_records.h"
#include "data/csv_rows.h"
#include "data/text_lines.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

std::string at_line(const fs::path& file, std::size_t line) {
  return concat(file.filename().string(), ":", line);
}

/// "1000268201_693b08cb0e.jpg#0" → the name; empty for anything else.
std::string_view flickr_name(std::string_view key) {
  const std::size_t mark = key.rfind('#');
  if (mark == key.npos || mark == 0 || mark + 1 == key.size()) return {};
  const auto digits = key.substr(mark + 1);
  if (digits.find_first_not_of("0123456789") != digits.npos) return {};
  return key.substr(0, mark);
}

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

/// Names in Flickr_8k.trainImages.txt, …devImages.txt and …testImages.txt beside the token file.
void take_flickr_splits(DatasetBuilder& builder) {
  std::error_code error;
  std::size_t lists = 0;
  for (const auto& entry : fs::directory_iterator(builder.source().parent_path(), error)) {
    const std::string name = entry.path().filename().string();
    const Split split = name.ends_with(".trainImages.txt")  ? Split::train
                        : name.ends_with(".devImages.txt")  ? Split::validation
                        : name.ends_with(".testImages.txt") ? Split::test
                                                            : Split::none;
    if (split == Split::none) continue;
    ++lists;
    const std::string text = read_text_file(entry.path());
    for (const auto& line : filled_lines(text)) {
      if (auto* image = builder.find_named(std::string(line.text)))
        image->split = split;
      else
        builder.problems().add("split", at_line(entry.path(), line.number),
                               concat(line.text, " has no caption in ", builder.source().filename().string()));
    }
  }
  if (lists == 0) return;
  for (const auto& image : builder.images())
    if (image.split == Split::none)
      builder.problems().add("no split", image.file_name, "none of the lists of images names it; it is in no split");
}

}  // namespace

bool is_flickr_tokens(std::string_view line) {
  const std::size_t tab = line.find('\t');
  return tab != line.npos && !flickr_name(trimmed(line.substr(0, tab))).empty();
}

Dataset read_flickr_tokens(const fs::path& file, const OpenDatasetOptions& options) {
  DatasetBuilder builder(DatasetKind::flickr_tokens, file, options);
  const std::string text = read_text_file(file);
  for (const auto& line : filled_lines(text)) {
    builder.poll();
    const std::size_t tab = std::min(line.text.find('\t'), line.text.size());
    const auto name = flickr_name(trimmed(line.text.substr(0, tab)));
    const auto where = [&] { return at_line(file, line.number); };
    if (name.empty()) {
      builder.problems().add("line", where(), "a name, '#', a number, a tab and a caption were expected; left out");
    } else {
      builder.add_caption(builder.image_named(std::string(name)), line.text.substr(std::min(tab + 1, line.text.size())),
                          where);
    }
  }
  take_flickr_splits(builder);
  return builder.finish();
}

bool is_flickr30k_csv(std::string_view line) {
  return line.find('|') != line.npos && line.find("image_name") != line.npos && line.find("comment") != line.npos;
}

/// Quotes in it are part of the captions, so it is no CSV. One row of the published file lacks its second bar.
Dataset read_flickr30k_csv(const fs::path& file, const OpenDatasetOptions& options) {
  DatasetBuilder builder(DatasetKind::flickr30k_csv, file, options);
  const std::string text = read_text_file(file);
  bool header = true;
  for (const auto& line : filled_lines(text)) {
    builder.poll();
    if (std::exchange(header, false)) continue;
    const auto where = [&] { return at_line(file, line.number); };
    const std::size_t bar = line.text.find('|');
    if (bar == line.text.npos) {
      builder.problems().add("line", where(),
                             "a file name, a number and a caption between '|' were expected; left out");
      continue;
    }
    auto rest = trimmed(line.text.substr(bar + 1));
    const std::size_t number = std::min(rest.find_first_not_of("0123456789"), rest.size());
    auto caption = trimmed(rest.substr(number));
    if (caption.starts_with('|'))
      caption.remove_prefix(1);
    else
      builder.problems().add("line", where(), "'|' is missing behind the number; the rest was read as the caption");
    builder.add_caption(builder.image_named(std::string(trimmed(line.text.substr(0, bar)))), caption, where);
  }
  return builder.finish();
}

bool is_conceptual_tsv(std::string_view line) {
  const std::size_t tab = line.find('\t');
  return tab != line.npos && is_address(trimmed(line.substr(tab + 1)));
}

/// The file names no pictures, only addresses: pictures are those that ClipCap's download writes, the number of the row
/// from 0 in eight digits, in the folder or in train/ or val/.
Dataset read_conceptual_tsv(const fs::path& file, const OpenDatasetOptions& options) {
  DatasetBuilder builder(DatasetKind::conceptual_captions, file, options);
  const std::string text = read_text_file(file);
  long long row = 0;
  for (const auto& line : filled_lines(text)) {
    builder.poll();
    const std::size_t tab = line.text.rfind('\t');
    const auto where = [&] { return at_line(file, line.number); };
    std::array<char, 24> name{};
    std::snprintf(name.data(), name.size(), "%08lld.jpg", row++);
    if (tab == line.text.npos || !is_address(trimmed(line.text.substr(tab + 1)))) {
      builder.problems().add("line", where(), "a caption, a tab and an address were expected; left out");
    } else {
      builder.add_caption(builder.image_named(name.data()), line.text.substr(0, tab), where);
    }
  }
  return builder.finish();
}

bool is_captions_csv(std::string_view line) {
  bool file = false, caption = false;
  read_csv(line, csv_delimiter(line), [&](const std::vector<std::string>& fields, std::size_t) {
    for (const auto& field : fields) {
      const auto kind = record_field(field);
      file |= kind == RecordField::file || kind == RecordField::image_id;
      caption |= kind == RecordField::caption;
    }
  });
  return file && caption;
}

Dataset read_captions_csv(const fs::path& file, const OpenDatasetOptions& options) {
  DatasetBuilder builder(DatasetKind::captions_csv, file, options);
  CaptionRecords records(builder);
  const std::string text = read_text_file(file);
  std::vector<RecordField> columns;
  const auto take = [&](const std::vector<std::string>& fields, std::size_t line) {
    if (columns.empty()) {
      for (const auto& name : fields) columns.push_back(record_field(name));
      return;
    }
    const auto where = at_line(file, line);
    if (fields.size() != columns.size())
      return builder.problems().add("row", where,
                                    concat("the row has ", fields.size(), " fields, the header ", columns.size(),
                                           "; left out (is a quote missing?)"));
    CaptionRecordRow row;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (columns[i] == RecordField::file && row.file.empty()) row.file = fields[i];
      if (columns[i] == RecordField::caption && !fields[i].empty()) row.captions.push_back(fields[i]);
      if (columns[i] == RecordField::split) row.split = split_of_word(fields[i]);
      std::int64_t id = 0;
      if (columns[i] == RecordField::image_id &&
          std::from_chars(fields[i].data(), fields[i].data() + fields[i].size(), id).ec == std::errc())
        row.image_id = id;
    }
    records.add(row, where);
  };
  std::size_t last = 0;
  if (!read_csv(text, csv_delimiter(std::string_view(text).substr(0, text.find('\n'))), take, &last))
    builder.problems().add("row", at_line(file, last), "a quote that opens here is never closed; the rest is left out");
  return records.finish();
}

}  // namespace vignette
