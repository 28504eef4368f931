#include "session/caption_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "data/atomic_file.h"
#include "data/csv_rows.h"
#include "data/image.h"
#include "log/log.h"
#include "session/watch/messages.h"

namespace vignette {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Records = std::vector<CaptionRecord>;
using Names = std::vector<std::string>;

constexpr int kPictureSide = 224;  // of a page's pictures, the long one

const Names& tags_of(const CaptionRecord& record, const CaptionFileOptions& options) {
  static const Names none;
  const auto found = options.tags.find(record.image_path);
  return found == options.tags.end() ? none : found->second;
}

std::string digits(double value, int count) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, count).ptr;
  return {text.data(), end};
}

std::string joined(const Names& parts, const char* between) {
  std::string all;
  for (const auto& part : parts) all.append(all.empty() ? "" : between).append(part);
  return all;
}

/// Reports while captions are written.
class Steps {
 public:
  Steps(const CaptionFileOptions& options, std::size_t count) : options_(options), count_(count) { at(0); }
  void at(std::size_t done) const {
    const bool due = done % 16 == 0 || options_.format == CaptionFileFormat::html;
    if (due && options_.progress && !options_.progress(double(done) / double(count_))) throw ExportCancelled();
  }

 private:
  const CaptionFileOptions& options_;
  std::size_t count_;
};

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json finite_scores(const CaptionRecord& record) {
  auto scores = Json::object();
  for (const auto& [name, value] : record.scores)
    if (std::isfinite(value)) scores[name] = value;
  return scores;
}

Json coco_entry(const CaptionRecord& record, const Names& tags) {
  Json entry{{"image_id", record.image_id},
             {"caption", record.caption},
             {"file", record.image_path},
             {"kind", record.kind},
             {"step", record.step},
             {"references", record.references},
             {"scores", finite_scores(record)}};
  if (record.kind == "sample") entry["sample"] = record.sample_index;
  if (!tags.empty()) entry["tags"] = tags;
  return entry;
}

void write_coco(const Records& records, const CaptionFileOptions& options, const Steps& steps) {
  write_file_atomically(options.target, [&](const ByteSink& sink) {
    sink("[");
    for (std::size_t i = 0; i < records.size(); ++i) {
      steps.at(i);
      sink(i == 0 ? "\n" : ",\n");
      sink(dump(coco_entry(records[i], tags_of(records[i], options))));
    }
    sink("\n]\n");
  });
}

void write_metadata(const Records& records, const CaptionFileOptions& options, const Steps& steps) {
  const auto folder = fs::absolute(options.target).parent_path();
  write_file_atomically(options.target, [&](const ByteSink& sink) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      steps.at(i);
      const auto& record = records[i];
      const auto file = fs::absolute(record.image_path).lexically_proximate(folder);
      Json entry{{"file_name", record.image_path.empty() ? std::string() : file.generic_string()},
                 {"text", record.caption},
                 {"image_id", record.image_id}};
      for (const auto& [name, value] : record.scores)
        if (std::isfinite(value)) entry[name] = value;
      sink(dump(entry) + '\n');
    }
  });
}

void write_csv(const Records& records, const CaptionFileOptions& options, const Steps& steps) {
  std::set<std::string> scores;
  for (const auto& record : records)
    for (const auto& [name, value] : record.scores) scores.insert(name);
  write_file_atomically(options.target, [&](const ByteSink& sink) {
    sink("image_id,file,step,kind,sample,caption,references,tags");
    for (const auto& score : scores) sink(',' + csv_field(score));
    sink("\r\n");
    for (std::size_t i = 0; i < records.size(); ++i) {
      steps.at(i);
      const auto& record = records[i];
      const std::array fields = {std::to_string(record.image_id),     record.image_path,
                                 std::to_string(record.step),         record.kind,
                                 std::to_string(record.sample_index), record.caption,
                                 joined(record.references, "\n"),     joined(tags_of(record, options), "\n")};
      std::string row;
      for (const auto& field : fields) row.append(row.empty() ? "" : ",").append(csv_field(field));
      for (const auto& score : scores) {
        const auto found = record.scores.find(score);
        row += ',';
        if (found != record.scores.end() && std::isfinite(found->second)) row += digits(found->second, 9);
      }
      sink(row + "\r\n");
    }
  });
}

struct Sidecar {
  fs::path picture;
  std::string captions;
};

/// By image, so that samples of one come together.
std::map<std::int64_t, Sidecar> sidecars_of(const Records& records) {
  std::map<std::int64_t, Sidecar> files;
  for (const auto& record : records) {
    auto& file = files[record.image_id];
    file.picture = record.image_path;
    file.captions.append(record.caption).append("\n");
  }
  return files;
}

std::string folded(std::string name) {
  for (auto& letter : name)
    if (letter >= 'A' && letter <= 'Z') letter = char(letter - 'A' + 'a');
  return name;
}

void write_folder(const Records& records, const CaptionFileOptions& options, const Steps& steps) {
  const auto& target = options.target;
  std::error_code none;
  if (fs::exists(target, none) && (!fs::is_directory(target, none) || !fs::is_empty(target, none)))
    throw std::runtime_error(concat(target.string(), " is not an empty folder: name a new one."));
  const fs::path pending = target.string() + ".unfinished";
  fs::remove_all(pending, none);
  try {
    fs::create_directories(pending);
    const auto files = sidecars_of(records);
    std::set<std::string> names;  // pictures of several folders may share one
    std::size_t done = 0;
    for (const auto& [image, file] : files) {
      steps.at(done++ * records.size() / files.size());
      auto name = file.picture.stem().string();
      if (name.empty()) name = std::to_string(image);
      if (!names.insert(folded(name)).second) name.append("-").append(std::to_string(image));
      write_file_atomically(pending / name.append(".txt"), file.captions);
    }
    fs::remove(target, none);  // an empty one
    fs::rename(pending, target);
  } catch (...) {
    fs::remove_all(pending, none);
    throw;
  }
}

void refuse_existing(const std::map<std::int64_t, Sidecar>& files) {
  std::size_t there = 0;
  fs::path first;
  std::error_code none;
  for (const auto& [image, file] : files)
    if (const auto text = fs::path(file.picture).replace_extension(".txt"); fs::exists(text, none) && there++ == 0)
      first = text;
  if (there == 0) return;
  throw std::runtime_error(concat(first.string(), there == 1 ? " is" : concat(" and ", there - 1, " more are"),
                                  " there already: write into a new folder, or say that they are to be replaced."));
}

void write_beside(const Records& records, const CaptionFileOptions& options, const Steps& steps) {
  const auto files = sidecars_of(records);
  for (const auto& [image, file] : files)
    if (file.picture.empty())
      throw std::runtime_error(concat("image ", image, " has no picture to write beside: name a new folder."));
  if (!options.overwrite) refuse_existing(files);
  std::vector<fs::path> fresh;
  try {
    std::size_t done = 0;
    for (const auto& [image, file] : files) {
      steps.at(done++ * records.size() / files.size());
      const auto text = fs::path(file.picture).replace_extension(".txt");
      const bool replaced = fs::exists(text);
      write_file_atomically(text, file.captions);
      if (!replaced) fresh.push_back(text);
    }
  } catch (...) {
    std::error_code none;
    for (const auto& text : fresh) fs::remove(text, none);
    throw;
  }
}

std::string html_text(std::string_view plain) {
  std::string html;
  for (const char character : plain) switch (character) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += character;
    }
  return html;
}

std::string embedded_picture(const std::string& path) try {
  auto picture = decode_image(path);
  const double scale = double(kPictureSide) / std::max(picture.width, picture.height);
  if (scale < 1)
    picture = resize_bicubic(picture, std::max(1, int(std::lround(picture.width * scale))),
                             std::max(1, int(std::lround(picture.height * scale))));
  const auto bytes = encode_jpeg(picture, 82);
  const std::string_view view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return concat("<img alt=\"\" loading=\"lazy\" src=\"data:image/jpeg;base64,", to_base64(view), "\">");
} catch (const std::exception& error) {
  return concat("<div class=\"none\">", html_text(error.what()), "</div>");
}

std::string scores_html(const CaptionRecord& record, const CaptionFileOptions& options) {
  std::string html;
  for (const auto& [name, value] : record.scores) {
    if (!std::isfinite(value)) continue;
    const auto shown =
        options.score_text ? options.score_text(name, value) : std::optional(std::pair(name, digits(value, 3)));
    if (shown) html += concat("<span>", html_text(shown->first), "&nbsp;<b>", html_text(shown->second), "</b></span> ");
  }
  return concat("<p class=\"scores\">", html, "</p>");
}

std::string card_of(const CaptionRecord& record, const CaptionFileOptions& options) {
  auto html = concat("<article>", embedded_picture(record.image_path), "<h2>", html_text(record.caption), "</h2>",
                     scores_html(record, options));
  if (!record.references.empty()) html += "<ul>";
  for (const auto& reference : record.references) html += concat("<li>", html_text(reference), "</li>");
  if (!record.references.empty()) html += "</ul>";
  const auto tags = joined(tags_of(record, options), ", ");
  const auto foot = concat(record.image_id, " · ", fs::path(record.image_path).filename().string(), " · ", record.step,
                           tags.empty() ? "" : " · ", tags);
  return concat(html, "<footer>", html_text(foot), "</footer></article>\n");
}

constexpr const char* kPageStyle =
    "<style>:root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:1.5rem}"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:1rem}"
    "article{border:1px solid #8886;border-radius:8px;padding:.7rem;overflow-wrap:anywhere}"
    "img{width:100%;border-radius:4px}.none{padding:2rem 1rem;background:#8883}h1{font-size:1.3rem}"
    "h2{font-size:1rem;margin:.5rem 0}.scores{display:flex;flex-wrap:wrap;gap:.1rem .7rem;margin:0;font-size:.85rem}"
    "ul{padding-left:1.1rem;margin:.5rem 0;font-size:.9rem}footer{font-size:.8rem;opacity:.7}</style>";

void write_html(const Records& records, const CaptionFileOptions& options, const Steps& steps) {
  const auto title = html_text(options.title.empty() ? concat(records.size(), " captions") : options.title);
  write_file_atomically(options.target, [&](const ByteSink& sink) {
    sink(
        concat("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
               "content=\"width=device-width\"><title>",
               title, "</title>", kPageStyle, "</head><body><h1>", title, "</h1><main>\n"));
    for (std::size_t i = 0; i < records.size(); ++i) {
      steps.at(i);
      sink(card_of(records[i], options));
    }
    sink("</main></body></html>\n");
  });
}

}  // namespace

std::optional<CaptionFileFormat> caption_file_format(std::string_view name) {
  using enum CaptionFileFormat;
  for (const auto& [known, format] : {std::pair{std::string_view("coco"), coco},
                                      {"csv", csv},
                                      {"metadata", metadata},
                                      {"sidecars", sidecars},
                                      {"html", html}})
    if (name == known) return format;
  return std::nullopt;
}

void write_caption_files(const std::vector<CaptionRecord>& records, const CaptionFileOptions& options) {
  if (records.empty()) throw std::runtime_error("There is no caption to export.");
  const Steps steps(options, records.size());
  switch (options.format) {
    case CaptionFileFormat::coco:
      write_coco(records, options, steps);
      break;
    case CaptionFileFormat::csv:
      write_csv(records, options, steps);
      break;
    case CaptionFileFormat::metadata:
      write_metadata(records, options, steps);
      break;
    case CaptionFileFormat::sidecars:
      options.target.empty() ? write_beside(records, options, steps) : write_folder(records, options, steps);
      break;
    case CaptionFileFormat::html:
      write_html(records, options, steps);
      break;
  }
  if (options.progress) options.progress(1);
}

}  // namespace vignette
