#pragma once
// What the dataset readers share. Internal to the data layer.

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset.h"

namespace vignette {

/// Gathers problems; of each kind only the first ones in full, so that a folder gone missing does not give 100,000
/// lines.
class ProblemList {
 public:
  static constexpr std::size_t kPerKind = 100;

  /// `kind` groups like problems; `what` says what is wrong and what was done about it.
  void add(std::string_view kind, std::string where, std::string what);
  /// Puts the problems into the dataset, with a line for those left out of each kind, and how many of each there were.
  void finish(Dataset& dataset);

 private:
  struct Kind {
    std::size_t count = 0;
    std::string last_where;
  };
  std::map<std::string, Kind, std::less<>> kinds_;
  std::vector<DatasetProblem> problems_;
};

/// The file's bytes without a UTF-8 byte order mark. Throws DatasetError.
std::string read_text_file(const std::filesystem::path& file);

/// Throws DatasetError("cancelled") once options.cancelled says so. Polls every 256th call.
class CancelPoll {
 public:
  explicit CancelPoll(const OpenDatasetOptions& options) : options_(options) {}
  void operator()();

 private:
  const OpenDatasetOptions& options_;
  unsigned calls_ = 0;
};

/// A split told by a word such as train2014, val, validation, test; none for other words.
Split split_of_word(std::string_view word);

Dataset read_coco_captions(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_image_folder(const std::filesystem::path& folder, const OpenDatasetOptions& options);
Dataset read_text_corpus(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_karpathy_split(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_flickr_tokens(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_flickr30k_csv(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_conceptual_tsv(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_captions_csv(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_json_lines(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_json_list(const std::filesystem::path& file, const OpenDatasetOptions& options);
Dataset read_pickled_captions(const std::filesystem::path& file, const OpenDatasetOptions& options);

/// Whether the images of a JSON file carry "sentences". Throws DatasetError where it is no JSON.
bool is_karpathy_split(const std::filesystem::path& file);
/// What a file's first line says of it.
bool is_flickr_tokens(std::string_view line);
bool is_flickr30k_csv(std::string_view line);
bool is_conceptual_tsv(std::string_view line);
bool is_captions_csv(std::string_view line);

}  // namespace vignette
