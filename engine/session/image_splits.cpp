#include "session/image_splits.h"

#include "data/corpus.h"

namespace vignette {
namespace {

Dataset open_part(const Recipe& recipe, const std::string& key) {
  OpenDatasetOptions options;
  options.image_root = recipe.path("dataset.images");
  options.check_files = false;
  return open_dataset(recipe.path(key), options);
}

bool names(const Recipe& recipe, const std::string& key) {
  return !recipe.path(key).empty();
}

/// dataset.train with the parts that have no file of their own.
Dataset open_train(const Recipe& recipe) {
  auto train = open_part(recipe, "dataset.train");
  assign_splits(train, names(recipe, "dataset.validation") ? 0 : recipe.real("dataset.validation_fraction"),
                names(recipe, "dataset.test") ? 0 : recipe.real("dataset.test_fraction"),
                static_cast<std::uint64_t>(recipe.integer("dataset.split_seed")));
  return train;
}

CorpusCleaning cleaning_of(const std::string& name) {
  if (name == "coco") return CorpusCleaning::coco;
  if (name == "conceptual") return CorpusCleaning::conceptual;
  if (name == "prose") return CorpusCleaning::prose;
  return name == "shutterstock" ? CorpusCleaning::shutterstock : CorpusCleaning::none;
}

}  // namespace

std::unordered_map<std::int64_t, Split> image_splits(const Recipe& recipe) {
  std::unordered_map<std::int64_t, Split> splits;
  // A part with a file of its own takes the other's images of that part out of play, as training does.
  if (names(recipe, "dataset.train"))
    for (const auto& image : open_train(recipe).images) {
      const bool elsewhere = (image.split == Split::validation && names(recipe, "dataset.validation")) ||
                             (image.split == Split::test && names(recipe, "dataset.test"));
      splits[image.id] = elsewhere || image.split == Split::none ? Split::train : image.split;
    }
  for (const auto& [key, split] : {std::pair("dataset.validation", Split::validation), {"dataset.test", Split::test}})
    if (names(recipe, key))
      for (const auto& image : open_part(recipe, key).images) splits[image.id] = split;
  return splits;
}

std::vector<std::string> corpus_of_recipe(const Recipe& recipe) {
  if (names(recipe, "corpus.path"))
    return read_corpus(recipe.path("corpus.path"), cleaning_of(recipe.text("corpus.cleaning")));
  std::vector<std::string> corpus;
  if (!names(recipe, "dataset.train")) return corpus;
  auto train = open_train(recipe);
  corpus = std::move(train.corpus);
  for (const auto& image : train.images)
    if (image.split != Split::validation && image.split != Split::test)
      corpus.insert(corpus.end(), image.captions.begin(), image.captions.end());
  return corpus;
}

}  // namespace vignette
