#include "data/dataset_builder.h"

#include "data/counter_random.h"

namespace vignette {

namespace fs = std::filesystem;

std::int64_t id_of_name(const std::string& name, std::unordered_set<std::int64_t>& taken) {
  auto id = static_cast<std::int64_t>(mix_bits(name_bits(name)) >> 16);
  while (id == 0 || !taken.insert(id).second) ++id;
  return id;
}

DatasetBuilder::DatasetBuilder(DatasetKind kind, const fs::path& source, const OpenDatasetOptions& options)
    : options_(options), poll_(options) {
  dataset_.kind = kind;
  dataset_.source = source;
}

DatasetImage& DatasetBuilder::image_named(const std::string& file_name) {
  const auto [entry, added] = by_name_.try_emplace(file_name, dataset_.images.size());
  if (added) {
    DatasetImage image;
    image.id = id_of_name(file_name, ids_);
    image.file_name = file_name;
    dataset_.images.push_back(std::move(image));
  }
  return dataset_.images[entry->second];
}

DatasetImage* DatasetBuilder::find_named(const std::string& file_name) {
  const auto entry = by_name_.find(file_name);
  return entry == by_name_.end() ? nullptr : &dataset_.images[entry->second];
}

Dataset DatasetBuilder::finish() {
  captions_.give(dataset_.images);
  resolve_paths();
  if (dataset_.kind == DatasetKind::conceptual_captions && dataset_.image_root.empty()) keep_texts();
  problems_.finish(dataset_);
  return std::move(dataset_);
}

Dataset DatasetBuilder::finish_without_pictures() {
  captions_.give(dataset_.images);
  problems_.finish(dataset_);
  return std::move(dataset_);
}

/// Its name, or where it stands when the name is empty.
std::string DatasetBuilder::place_of(const DatasetImage& image) const {
  return image.file_name.empty() ? concat(dataset_.source.filename().string(), ": image ", image.id) : image.file_name;
}

void DatasetBuilder::resolve_paths() {
  dataset_.image_root = image_root();
  if (dataset_.image_root.empty()) return drop_forbidden_names();
  const ImageRoot root(dataset_.image_root);
  dataset_.image_root = root.folder();
  std::erase_if(dataset_.images, [&](DatasetImage& image) {
    poll_();
    ResolvedImage resolved = root.resolve(image.file_name, options_.check_files);
    image.path = std::move(resolved.path);
    if (resolved.refusal.empty()) return false;
    problems_.add(resolved.missing ? "missing picture" : "refused picture", place_of(image),
                  resolved.refusal + "; the image is left out");
    return true;
  });
}

std::vector<fs::path> DatasetBuilder::root_candidates() const {
  if (options_.image_root.empty()) return image_root_candidates(dataset_.source);
  if (fs::is_directory(options_.image_root)) return {options_.image_root};
  throw DatasetError(concat("the image folder ", options_.image_root.string(),
                            " does not exist; give the folder that the file names of ", dataset_.source.string(),
                            " are relative to"));
}

bool DatasetBuilder::finds_pictures() const {
  return !find_image_root(root_candidates(), dataset_.images).empty();
}

fs::path DatasetBuilder::image_root() const {
  if (!chosen_root_.empty()) return chosen_root_;
  const auto candidates = root_candidates();
  return options_.image_root.empty() ? find_image_root(candidates, dataset_.images) : options_.image_root;
}

/// Millions of captions whose pictures nobody downloaded are a corpus.
void DatasetBuilder::keep_texts() {
  for (const auto& image : dataset_.images)
    dataset_.corpus.insert(dataset_.corpus.end(), image.captions.begin(), image.captions.end());
  dataset_.images = {};
}

/// Without a folder the captions are still of use; names that would leave any folder are not.
void DatasetBuilder::drop_forbidden_names() {
  const ImageRoot here(dataset_.source.parent_path());
  std::erase_if(dataset_.images, [&](const DatasetImage& image) {
    const std::string refusal = here.refusal_of(image.file_name);
    if (!refusal.empty()) problems_.add("refused picture", place_of(image), refusal + "; the image is left out");
    return !refusal.empty();
  });
  if (options_.check_files && !dataset_.images.empty()) {
    problems_.add("image folder", dataset_.source.string(),
                  "none of its pictures was found beside it, in images/ or in a folder named after the split; "
                  "the captions alone are used, give the image folder");
  }
}

}  // namespace vignette
