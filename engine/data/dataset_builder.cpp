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

Dataset DatasetBuilder::finish() {
  resolve_paths();
  problems_.finish(dataset_);
  return std::move(dataset_);
}

void DatasetBuilder::resolve_paths() {
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

fs::path DatasetBuilder::choose_root() const {
  if (!options_.image_root.empty()) {
    if (fs::is_directory(options_.image_root)) return options_.image_root;
    throw DatasetError(concat("the image folder ", options_.image_root.string(),
                              " does not exist; give the folder that the file names of ", dataset_.source.string(),
                              " are relative to"));
  }
  return find_image_root(image_root_candidates(dataset_.source), dataset_.images);
}

/// Without a folder the captions are still of use; names that would leave any folder are not.
void DatasetBuilder::drop_forbidden_names() {
  const ImageRoot here(dataset_.source.parent_path());
  std::erase_if(dataset_.images, [&](const DatasetImage& image) {
    const std::string refusal = here.refusal_of(image.file_name);
    if (!refusal.empty()) problems_.add("refused picture", image.file_name, refusal + "; the image is left out");
    return !refusal.empty();
  });
  if (options_.check_files && !dataset_.images.empty()) {
    problems_.add("image folder", dataset_.source.string(),
                  "none of its pictures was found beside it, in images/ or in a folder named after the split; "
                  "the captions alone are used, give the image folder");
  }
}

}  // namespace vignette
