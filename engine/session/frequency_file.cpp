#include "session/frequency_file.h"

#include <fstream>
#include <limits>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "data/atomic_file.h"
#include "data/dataset.h"
#include "data/embedding_file.h"
#include "data/pickle.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Takes the numbers as they are parsed: a table of COCO's size is never held as a tree.
class FrequencyReader : public nlohmann::json_sax<json> {
 public:
  FrequencyReader(const fs::path& file, SavedFrequencies& into) : file_(file), into_(into) {}

  bool null() override { return refuse("null"); }
  bool boolean(bool) override { return refuse("a truth value"); }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t&) override { return refuse("a text"); }
  bool binary(binary_t&) override { return refuse("bytes"); }
  bool start_array(std::size_t) override { return refuse("a list"); }
  bool end_array() override { return true; }

  bool start_object(std::size_t) override {
    if (depth_++ > 1 || (depth_ == 2 && key_ != "document_frequencies")) return refuse("an object");
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool key(string_t& value) override {
    key_ = value;
    return true;
  }
  bool parse_error(std::size_t byte, const std::string&, const json::exception&) override {
    throw std::runtime_error(concat(file_.string(), " is not JSON (byte ", byte, ")"));
  }

 private:
  bool refuse(const char* what) const {
    throw std::runtime_error(
        concat(file_.string(), ": ", what, " stands at \"", key_,
               "\"; {\"images\": N, \"document_frequencies\": {\"n-gram\": images, …}} was expected"));
  }

  bool number(double value) {
    const bool total = depth_ == 1 && key_ == "images";
    const double most = total ? 1e15 : std::numeric_limits<std::int32_t>::max();
    if (!(value >= (total ? 1 : 0) && value <= most) || (depth_ == 1 && !total)) return refuse("a number out of place");
    if (total)
      into_.images = static_cast<std::int64_t>(value);
    else
      into_.ngrams.emplace_back(key_, static_cast<std::int32_t>(value));
    return true;
  }

  const fs::path& file_;
  SavedFrequencies& into_;
  std::string key_;
  int depth_ = 0;
};

}  // namespace

namespace {

/// A pickled {("a", "dog"): 812.0, …} of the CIDEr programs, or {"document_frequency": that, "ref_len": images}. The
/// first is COCO's validation set, whose number of images stands in their code.
SavedFrequencies read_pickled_frequencies(const fs::path& file) {
  constexpr std::int64_t kCocoValidationImages = 40504;
  const MappedFile mapped(file);
  const auto root = read_pickle(mapped.bytes(), file.string());
  const auto* table = root->find("document_frequency");
  const auto* count = root->find("ref_len");
  const auto number = [](const PickleValue& value) {
    return value.kind == PickleKind::real ? value.real : static_cast<double>(value.integer);
  };
  SavedFrequencies frequencies;
  const double all_images = table && count ? number(*count) : static_cast<double>(kCocoValidationImages);
  if (!(all_images >= 1 && all_images <= 1e15))
    throw std::runtime_error(
        concat(file.string(), ": \"ref_len\" is ", all_images, ", a number of images was expected"));
  frequencies.images = static_cast<std::int64_t>(all_images);
  for (const auto& [words, value] : (table ? *table : *root).items) {
    const double images = number(*value);
    if (!(images >= 0 && images <= std::numeric_limits<std::int32_t>::max()))
      throw std::runtime_error(concat(file.string(), ": \"", words, "\" has the frequency ", images));
    frequencies.ngrams.emplace_back(words, static_cast<std::int32_t>(images));
  }
  return frequencies;
}

bool holds_json(std::istream& in) {
  const auto first = (in >> std::ws).peek();
  in.seekg(0);
  return first == '{' || first == '[' || first == '"';
}

}  // namespace

SavedFrequencies read_frequencies(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(concat(file.string(), " cannot be opened: check the path"));
  SavedFrequencies frequencies;
  if (holds_json(in)) {
    FrequencyReader reader(file, frequencies);
    json::sax_parse(in, &reader);
  } else {
    frequencies = read_pickled_frequencies(file);
  }
  if (frequencies.images < 1 || frequencies.ngrams.empty())
    throw std::runtime_error(concat(file.string(), " lacks \"images\" or \"document_frequencies\""));
  return frequencies;
}

void write_frequencies(const fs::path& file, const SavedFrequencies& frequencies) {
  write_file_atomically(file, [&](const ByteSink& sink) {
    sink(concat("{\"images\": ", frequencies.images, ", \"document_frequencies\": {"));
    bool first = true;
    for (const auto& [text, images] : frequencies.ngrams) {
      sink(concat(first ? "\n" : ",\n", json(text).dump(-1, ' ', false, json::error_handler_t::replace), ": ", images));
      first = false;
    }
    sink("\n}}\n");
  });
}

void save_frequencies(const fs::path& references, const fs::path& file) {
  OpenDatasetOptions options;
  options.check_files = false;
  std::vector<std::vector<std::string>> images;
  for (auto& image : open_dataset(references, options).images) images.push_back(std::move(image.captions));
  if (images.empty()) throw std::runtime_error(concat(references.string(), " has no images with captions"));
  write_frequencies(file, count_frequencies(images));
}

}  // namespace vignette
