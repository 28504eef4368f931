// COCO captions JSON: {"images": [{"id", "file_name", …}], "annotations": [{"image_id", "caption", …}]}.
#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "data/dataset_reading.h"
#include "data/image_root.h"
#include "data/utf8.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
namespace dom = simdjson::dom;

constexpr std::string_view kExpected =
    "a COCO captions file is an object with the lists \"images\" (each with \"id\" and \"file_name\") and "
    "\"annotations\" (each with \"image_id\" and \"caption\")";

std::string line_and_column(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = newline == std::string_view::npos ? offset + 1 : offset - newline;
  return concat("line ", line, ", column ", column, " (byte ", offset, ")");
}

/// Counts bytes for a parser that tells where it failed; simdjson's DOM does not.
std::size_t syntax_error_offset(const std::string& text) {
  try {
    std::ignore =
        nlohmann::json::parse(text, [](int, nlohmann::json::parse_event_t, nlohmann::json&) { return false; });
  } catch (const nlohmann::json::parse_error& error) {
    return error.byte == 0 ? 0 : error.byte - 1;
  }
  return text.size();
}

[[noreturn]] void fail_syntax(const fs::path& file, const std::string& text, simdjson::error_code code) {
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string::npos) {
    throw DatasetError(
        concat(file.string(), ": not valid UTF-8 at ", line_and_column(text, bad), "; save the file as UTF-8"));
  }
  throw DatasetError(concat(file.string(), ": no valid JSON at ", line_and_column(text, syntax_error_offset(text)),
                            ": ", simdjson::error_message(code), "; is the file complete?"));
}

std::string_view type_name(const dom::element& element) {
  switch (element.type()) {
    case dom::element_type::ARRAY:
      return "a list";
    case dom::element_type::OBJECT:
      return "an object";
    case dom::element_type::STRING:
      return "a string";
    case dom::element_type::BOOL:
      return "true or false";
    case dom::element_type::NULL_VALUE:
      return "null";
    default:
      break;
  }
  return "a number";
}

/// The key's value if it is of the type T; otherwise nullopt and `why` says what stands there.
template <class T>
std::optional<T> value_of(const dom::element& object, std::string_view key, std::string_view wanted, std::string& why) {
  dom::element element;
  if (object.at_key(key).get(element) != simdjson::SUCCESS) {
    why = concat("\"", key, "\" is missing (", wanted, " was expected)");
    return std::nullopt;
  }
  T value;
  if (element.get(value) == simdjson::SUCCESS) return value;
  why = concat("\"", key, "\" is ", type_name(element), "; ", wanted, " was expected");
  return std::nullopt;
}

int optional_pixels(const dom::element& object, std::string_view key) {
  std::int64_t value = 0;
  if (object.at_key(key).get(value) != simdjson::SUCCESS || value < 0 || value > 1'000'000) return 0;
  return static_cast<int>(value);
}

std::string_view optional_text(const dom::element& object, std::string_view key) {
  std::string_view value;
  return object.at_key(key).get(value) == simdjson::SUCCESS ? value : std::string_view();
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
  CocoReader(const fs::path& file, const OpenDatasetOptions& options) : file_(file), options_(options), poll_(options) {
    dataset_.kind = DatasetKind::coco_captions;
    dataset_.source = file;
  }

  Dataset read() {
    const std::string text = read_text_file(file_);
    dom::parser parser;
    dom::element root;
    const simdjson::error_code code = parser.parse(text).get(root);
    if (code == simdjson::CAPACITY || code == simdjson::MEMALLOC) {
      throw DatasetError(concat(file_.string(), " is too large for the memory that is free (", text.size(), " bytes)"));
    }
    if (code != simdjson::SUCCESS) fail_syntax(file_, text, code);
    read_images(list_of(root, "images"));
    read_annotations(list_of(root, "annotations"));
    resolve_paths();
    dataset_.problems = problems_.take();
    return std::move(dataset_);
  }

 private:
  dom::array list_of(const dom::element& root, std::string_view key) const {
    if (!root.is_object())
      throw DatasetError(concat(file_.string(), ": the top is ", type_name(root), "; ", kExpected));
    std::string why;
    const auto list = value_of<dom::array>(root, key, "a list", why);
    if (!list) throw DatasetError(concat(file_.string(), ": ", why, "; ", kExpected));
    return *list;
  }

  std::string place(std::string_view list, std::size_t index) const { return concat(list, "[", index, "]"); }

  void read_images(const dom::array& list) {
    const Split split = split_of_file(file_);
    std::size_t index = 0;
    for (const dom::element& element : list) {
      poll_();
      read_image(element, place("images", index++), split);
    }
  }

  void read_image(const dom::element& element, const std::string& where, Split split) {
    std::string why;
    const auto id = value_of<std::int64_t>(element, "id", "a whole number", why);
    const auto name = id ? value_of<std::string_view>(element, "file_name", "a string", why) : std::nullopt;
    if (!name) return problems_.add("image entry", where, why + "; the image is left out");
    if (!index_.emplace(*id, dataset_.images.size()).second) {
      return problems_.add("image id", where,
                           concat("the image id ", *id, " stands twice; the second image is left out"));
    }
    DatasetImage image;
    image.id = *id;
    image.file_name = std::string(*name);
    image.width = optional_pixels(element, "width");
    image.height = optional_pixels(element, "height");
    const Split own = split_of_word(optional_text(element, "split"));
    image.split = own == Split::none ? split : own;
    image.domain = std::string(optional_text(element, "domain"));
    dataset_.images.push_back(std::move(image));
  }

  void read_annotations(const dom::array& list) {
    std::size_t index = 0;
    for (const dom::element& element : list) {
      poll_();
      read_annotation(element, index++);
    }
  }

  void read_annotation(const dom::element& element, std::size_t index) {
    std::string why;
    const auto image_id = value_of<std::int64_t>(element, "image_id", "a whole number", why);
    const auto caption = image_id ? value_of<std::string_view>(element, "caption", "a string", why) : std::nullopt;
    if (!caption) return leave_out("annotation entry", index, why);
    const auto image = index_.find(*image_id);
    if (image == index_.end()) {
      return leave_out("unknown image", index, concat("there is no image with the id ", *image_id));
    }
    const std::string_view words = trimmed(*caption);
    if (words.empty())
      return leave_out("empty caption", index, concat("the caption of image ", *image_id, " is empty"));
    std::int64_t id = 0;
    if (element.at_key("id").get(id) == simdjson::SUCCESS && !annotation_ids_.insert(id).second) {
      problems_.add("annotation id", place("annotations", index),
                    concat("the annotation id ", id, " stands twice; both captions are kept"));
    }
    dataset_.images[image->second].captions.emplace_back(words);
  }

  void leave_out(std::string_view kind, std::size_t index, const std::string& why) {
    problems_.add(kind, place("annotations", index), why + "; the caption is left out");
  }

  void resolve_paths() {
    dataset_.image_root = choose_root();
    if (dataset_.image_root.empty()) return drop_forbidden_names();
    const ImageRoot root(dataset_.image_root);
    dataset_.image_root = root.folder();
    std::erase_if(dataset_.images, [&](DatasetImage& image) {
      poll_();
      ResolvedImage resolved = root.resolve(image.file_name, options_.check_files);
      image.path = std::move(resolved.path);
      if (resolved.refusal.empty()) return false;
      problems_.add(resolved.missing ? "missing picture" : "refused picture", image.file_name,
                    resolved.refusal + "; the image is left out");
      return true;
    });
  }

  fs::path choose_root() {
    if (!options_.image_root.empty()) {
      if (fs::is_directory(options_.image_root)) return options_.image_root;
      throw DatasetError(concat("the image folder ", options_.image_root.string(),
                                " does not exist; give the folder that the file names of ", file_.string(),
                                " are relative to"));
    }
    std::vector<std::string> names;
    for (const DatasetImage& image : dataset_.images) names.push_back(image.file_name);
    return find_image_root(image_root_candidates(file_), names);
  }

  /// Without a folder the captions are still of use; names that would leave any folder are not.
  void drop_forbidden_names() {
    const ImageRoot here(file_.parent_path());
    std::erase_if(dataset_.images, [&](const DatasetImage& image) {
      const std::string refusal = here.resolve(image.file_name, false).refusal;
      if (!refusal.empty()) problems_.add("refused picture", image.file_name, refusal + "; the image is left out");
      return !refusal.empty();
    });
    if (options_.check_files && !dataset_.images.empty()) {
      problems_.add("image folder", file_.string(),
                    "none of its pictures was found beside it, in images/ or in a folder named after the split; "
                    "the captions alone are used, give the image folder");
    }
  }

  fs::path file_;
  const OpenDatasetOptions& options_;
  CancelPoll poll_;
  ProblemList problems_;
  Dataset dataset_;
  std::unordered_map<std::int64_t, std::size_t> index_;
  std::unordered_set<std::int64_t> annotation_ids_;
};

}  // namespace

Dataset read_coco_captions(const fs::path& file, const OpenDatasetOptions& options) {
  return CocoReader(file, options).read();
}

}  // namespace vignette
