#pragma once
// What all readers of annotation files do: gather captions by image, find the pictures, report. Internal to the data
// layer.

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "data/caption_gatherer.h"
#include "data/dataset_reading.h"
#include "data/image_root.h"
#include "data/utf8.h"
#include "log/log.h"

namespace vignette {

class DatasetBuilder {
 public:
  /// `options` has to outlive the builder.
  DatasetBuilder(DatasetKind kind, const std::filesystem::path& source, const OpenDatasetOptions& options);

  void poll() { poll_(); }
  ProblemList& problems() { return problems_; }
  std::vector<DatasetImage>& images() { return dataset_.images; }
  const std::vector<DatasetImage>& images() const { return dataset_.images; }
  const std::filesystem::path& source() const { return dataset_.source; }

  /// The image of that name, added without captions when it is new; its id comes from the name.
  DatasetImage& image_named(const std::string& file_name);
  /// nullptr when there is none.
  DatasetImage* find_named(const std::string& file_name);
  /// Where captions go that add_caption() need not look at.
  CaptionGatherer& captions() { return captions_; }
  /// Adds a caption of one of images() without the blanks around it. An empty one, or one that is not valid UTF-8, is
  /// reported at `where()` and left out.
  template <class Where>
  void add_caption(const DatasetImage& image, std::string_view caption, const Where& where) {
    const std::string_view words = trimmed(caption);
    if (words.empty()) {
      problems_.add("empty caption", where(), concat("the caption of ", image.file_name, " is empty; left out"));
    } else if (find_invalid_utf8(words) != std::string_view::npos) {
      problems_.add("encoding", where(), "the caption is not valid UTF-8; left out, save the file as UTF-8");
    } else {
      captions_.add(static_cast<std::uint32_t>(&image - images().data()), words);
    }
  }

  /// Folders in which pictures may lie: options.image_root alone, or those beside the source.
  std::vector<std::filesystem::path> root_candidates() const;
  void choose_root(const std::filesystem::path& folder) { chosen_root_ = folder; }
  /// Whether finish() will find pictures of the names as they are.
  bool finds_pictures() const;

  /// Looks for the pictures under options.image_root, or beside the source. Names that would leave the folder are
  /// reported and left out, and with check_files names of missing pictures too; without a folder the captions alone
  /// stay. Throws DatasetError.
  Dataset finish();
  /// The same without a look for pictures.
  Dataset finish_without_pictures();

 private:
  std::string place_of(const DatasetImage& image) const;
  void resolve_paths();
  std::filesystem::path image_root() const;
  void drop_forbidden_names();
  void keep_texts();

  const OpenDatasetOptions& options_;
  std::filesystem::path chosen_root_;
  CancelPoll poll_;
  ProblemList problems_;
  CaptionGatherer captions_;
  Dataset dataset_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::unordered_set<std::int64_t> ids_;
};

/// A positive id from a name, other than those in `taken`, which it joins: it stays when images are added. 48 bits, so
/// that JSON readers keep it exact.
std::int64_t id_of_name(const std::string& name, std::unordered_set<std::int64_t>& taken);

}  // namespace vignette
