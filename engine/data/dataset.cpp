#include "data/dataset.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "data/counter_random.h"
#include "data/dataset_reading.h"
#include "data/image.h"
#include "data/ready_embeddings.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

/// What the first line that holds something says, at most 64 KiB of it.
std::string first_line(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(1 << 16, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text.substr(0, text.find('\n'));
}

/// JSON Lines: the first line is an object by itself, and not one that holds a whole dataset.
bool is_json_lines(const std::string& line) {
  const auto object = nlohmann::json::parse(line, nullptr, false);
  return object.is_object() && !object.contains("images") && !object.contains("annotations");
}

Dataset read_file(const fs::path& path, const OpenDatasetOptions& options) {
  const std::string line = first_line(path);
  if (line.starts_with('\x80')) return read_pickled_captions(path, options);
  if (line.starts_with('[')) return read_json_list(path, options);
  if (line.starts_with('{')) {
    if (is_json_lines(line)) return read_json_lines(path, options);
    return is_karpathy_split(path) ? read_karpathy_split(path, options) : read_coco_captions(path, options);
  }
  if (is_flickr_tokens(line)) return read_flickr_tokens(path, options);
  if (is_flickr30k_csv(line)) return read_flickr30k_csv(path, options);
  if (is_conceptual_tsv(line)) return read_conceptual_tsv(path, options);
  return is_captions_csv(line) ? read_captions_csv(path, options) : read_text_corpus(path, options);
}

Dataset open_any(const fs::path& path, const OpenDatasetOptions& options) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return read_image_folder(path, options);
  if (!fs::is_regular_file(status)) {
    throw DatasetError(
        concat(path.string(),
               " is neither a file nor a folder that can be read; give a file of captions (COCO or Karpathy JSON, "
               "JSON Lines, CSV, TSV, text) or a folder of pictures"));
  }
  if (has_image_extension(path)) {
    throw DatasetError(concat(path.string(), " is a single picture; open the folder it lies in"));
  }
  return read_file(path, options);
}

}  // namespace

std::string_view split_name(Split split) {
  switch (split) {
    case Split::train:
      return "train";
    case Split::validation:
      return "validation";
    case Split::test:
      return "test";
    case Split::none:
      break;
  }
  return "none";
}

std::string_view dataset_kind_name(DatasetKind kind) {
  switch (kind) {
    case DatasetKind::coco_captions:
      return "coco_captions";
    case DatasetKind::karpathy_split:
      return "karpathy_split";
    case DatasetKind::flickr_tokens:
      return "flickr_tokens";
    case DatasetKind::flickr30k_csv:
      return "flickr30k_csv";
    case DatasetKind::conceptual_captions:
      return "conceptual_captions";
    case DatasetKind::captions_csv:
      return "captions_csv";
    case DatasetKind::json_lines:
      return "json_lines";
    case DatasetKind::json_list:
      return "json_list";
    case DatasetKind::pickled_embeddings:
      return "pickled_embeddings";
    case DatasetKind::folder_with_sidecars:
      return "folder_with_sidecars";
    case DatasetKind::text_corpus:
      return "text_corpus";
    case DatasetKind::image_folder:
      break;
  }
  return "image_folder";
}

std::size_t Dataset::caption_count() const {
  std::size_t count = corpus.size();
  for (const DatasetImage& image : images) count += image.captions.size();
  return count;
}

std::optional<std::size_t> Dataset::find(std::int64_t image_id) const {
  const auto found =
      std::find_if(images.begin(), images.end(), [&](const DatasetImage& image) { return image.id == image_id; });
  if (found == images.end()) return std::nullopt;
  return static_cast<std::size_t>(found - images.begin());
}

void ProblemList::add(std::string_view kind, std::string where, std::string what) {
  Kind& known = kinds_.try_emplace(std::string(kind)).first->second;
  if (++known.count <= kPerKind) {
    problems_.push_back({std::move(where), std::move(what)});
  } else {
    known.last_where = std::move(where);
  }
}

void ProblemList::finish(Dataset& dataset) {
  for (const auto& [kind, known] : kinds_) {
    dataset.problem_counts[kind] = known.count;
    if (known.count <= kPerKind) continue;
    problems_.push_back({known.last_where, concat(known.count - kPerKind, " more problems of this kind (", kind,
                                                  "), the last of them here; treated alike")});
  }
  kinds_.clear();
  dataset.problems = std::move(problems_);
}

std::string read_text_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream content;
  if (in && in.peek() != std::ifstream::traits_type::eof()) content << in.rdbuf();
  if (!in.is_open() || in.bad() || content.bad()) {
    throw DatasetError(concat("cannot read ", file.string(), "; check that it exists and may be read"));
  }
  std::string text = std::move(content).str();
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

void CancelPoll::operator()() {
  if (calls_++ % 256 == 0 && options_.cancelled && options_.cancelled()) throw DatasetError("cancelled");
}

Split split_of_word(std::string_view word) {
  while (!word.empty() && std::isdigit(static_cast<unsigned char>(word.back()))) word.remove_suffix(1);
  if (word == "train" || word == "training" || word == "restval") return Split::train;
  if (word == "val" || word == "valid" || word == "validation" || word == "dev") return Split::validation;
  return word == "test" ? Split::test : Split::none;
}

Dataset open_dataset(const fs::path& path, const OpenDatasetOptions& options) {
  if (options.embeddings.empty()) return open_any(path, options);
  auto without_check = options;
  without_check.check_files = false;
  auto dataset = open_any(path, without_check);
  attach_embeddings(dataset, read_embedding_table(options.embeddings), options.embeddings);
  return dataset;
}

void assign_splits(Dataset& dataset, double validation_fraction, double test_fraction, std::uint64_t seed) {
  if (!(validation_fraction >= 0 && test_fraction >= 0 && validation_fraction + test_fraction <= 1)) {
    throw std::invalid_argument(concat("split fractions ", validation_fraction, " and ", test_fraction,
                                       " are not possible; both must be at least 0 and their sum at most 1"));
  }
  for (DatasetImage& image : dataset.images) {
    if (image.split != Split::none) continue;
    const double draw = CounterRandom(mix_bits(seed) ^ name_bits(image.file_name)).uniform();
    image.split = draw < validation_fraction                   ? Split::validation
                  : draw < validation_fraction + test_fraction ? Split::test
                                                               : Split::train;
  }
}

}  // namespace vignette
