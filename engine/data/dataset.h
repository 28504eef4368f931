#pragma once
// Images with ids, paths, sizes, reference captions and a split.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "data/caption_list.h"

namespace vignette {

enum class Split { train, validation, test, none };
std::string_view split_name(Split split);

/// An image's CLIP embedding that another program made (data/ready_embeddings.h).
struct ReadyEmbedding {
  std::shared_ptr<const float> row;  ///< null: none
  std::int64_t width = 0;
};

struct DatasetImage {
  std::int64_t id = 0;
  std::string file_name;       ///< as the annotation names it, relative to the image root
  std::filesystem::path path;  ///< resolved, inside the image root
  int width = 0, height = 0;   ///< pixels as annotated; 0 when unknown
  CaptionList captions;        ///< in file order
  Split split = Split::none;
  std::string domain{};  ///< nocaps: "in-domain", "near-domain", "out-domain"; "" elsewhere
  ReadyEmbedding embedding{};
};

/// Something wrong in a dataset that does not stop the work.
struct DatasetProblem {
  std::string where;  ///< file, file:line, or JSON key
  std::string what;   ///< what is wrong and what was done about it
};

enum class DatasetKind {
  coco_captions,         ///< COCO 2014 and 2017, nocaps, what write_coco_captions writes
  karpathy_split,        ///< dataset_coco.json, dataset_flickr8k.json, dataset_flickr30k.json
  flickr_tokens,         ///< Flickr8k.token.txt with the lists of its splits beside it; results_20130124.token
  flickr30k_csv,         ///< results.csv
  conceptual_captions,   ///< TSV of captions and addresses
  captions_csv,          ///< a header with a file name and a caption
  json_lines,            ///< Hugging Face's metadata.jsonl
  json_list,             ///< a list of records, as ClipCap and CapDec have it
  pickled_embeddings,    ///< .pkl of ClipCap, CapDec and CgtGAN: captions with embeddings, without pictures
  folder_with_sidecars,  ///< a .txt file beside each picture
  image_folder,          ///< pictures without captions
  text_corpus            ///< one caption a line
};
std::string_view dataset_kind_name(DatasetKind kind);

struct Dataset {
  DatasetKind kind = DatasetKind::coco_captions;
  std::filesystem::path source;  ///< the file or folder it was read from
  std::filesystem::path image_root;
  std::vector<DatasetImage> images;                   ///< in file order (folder: by path)
  std::vector<std::string> corpus;                    ///< captions without pictures
  std::vector<DatasetProblem> problems;               ///< of each kind the first 100
  std::map<std::string, std::size_t> problem_counts;  ///< all of them, by kind: "missing picture", "empty caption", …

  std::size_t caption_count() const;
  /// Index into images, or nullopt.
  std::optional<std::size_t> find(std::int64_t image_id) const;
};

/// Reading was impossible; what() names file, line or key, what was expected and what to do.
class DatasetError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct OpenDatasetOptions {
  std::filesystem::path image_root;  ///< empty: found beside the annotation file
  bool check_files = true;           ///< report missing image files
  std::filesystem::path embeddings;  ///< of the images (data/ready_embeddings.h): pictures may then be missing
  std::function<bool()> cancelled;   ///< polled; a cancelled call throws DatasetError("cancelled")
};

/// Recognises the kind from the content and reads it: any of DatasetKind, which says what each looks like. Line ends
/// inside a caption stay; blanks around it go. Throws DatasetError.
Dataset open_dataset(const std::filesystem::path& path, const OpenDatasetOptions& options = {});

/// Assigns splits to images that have none, by hash of (seed, file name): the same image gets the same split whatever
/// else is in the dataset. Fractions in [0, 1]; the rest is train.
void assign_splits(Dataset& dataset, double validation_fraction, double test_fraction, std::uint64_t seed);

/// Writes a COCO captions JSON (images, annotations) atomically. `split` nullopt: all images.
void write_coco_captions(const Dataset& dataset, std::optional<Split> split, const std::filesystem::path& file);

}  // namespace vignette
