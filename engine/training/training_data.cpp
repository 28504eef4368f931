#include "training/training_data.h"

#include <algorithm>

#include "data/corpus.h"
#include "data/counter_random.h"
#include "data/gender_terms.h"
#include "log/log.h"
#include "training/sampler.h"

namespace vignette {
namespace {

constexpr std::size_t shown_problems = 100;

void tell_problems(RunContext& context, const std::vector<DatasetProblem>& problems) {
  for (std::size_t i = 0; i < std::min(problems.size(), shown_problems); ++i)
    context.warn(problems[i].where, problems[i].what);
  if (problems.size() > shown_problems)
    context.warn("dataset", concat(problems.size() - shown_problems, " more problems of the same kind"));
}

/// A file that holds several splits gives the one it is named for.
void keep_split(std::vector<DatasetImage>& images, Split split) {
  const auto wanted = [&](const DatasetImage& image) { return image.split == split; };
  if (std::none_of(images.begin(), images.end(), wanted)) return;
  std::erase_if(images, [&](const auto& image) { return !wanted(image) && image.split != Split::none; });
}

Dataset open_part(RunContext& context, const std::string& key, const std::string& embeddings) {
  context.progress("reading " + key, -1);
  context.check();
  OpenDatasetOptions options;
  options.image_root = context.recipe().path("dataset.images");
  options.embeddings = context.recipe().path(embeddings);
  auto dataset = open_dataset(context.recipe().path(key), options);
  tell_problems(context, dataset.problems);
  return dataset;
}

std::vector<DatasetImage> open_named(RunContext& context, const std::string& name, Split split) {
  auto images = open_part(context, "dataset." + name, "dataset." + name + "_embeddings").images;
  keep_split(images, split);
  return images;
}

void take_part(std::vector<DatasetImage>& from, Split split, std::vector<DatasetImage>& to) {
  const auto rest = std::stable_partition(from.begin(), from.end(), [&](const auto& i) { return i.split != split; });
  to.assign(std::make_move_iterator(rest), std::make_move_iterator(from.end()));
  from.erase(rest, from.end());
}

CorpusCleaning cleaning_of(const std::string& name) {
  if (name == "coco") return CorpusCleaning::coco;
  if (name == "conceptual") return CorpusCleaning::conceptual;
  if (name == "prose") return CorpusCleaning::prose;
  return name == "shutterstock" ? CorpusCleaning::shutterstock : CorpusCleaning::none;
}

/// Likelihood on captions alone sees no image.
bool learns_from_texts(const Recipe& recipe) {
  return recipe.text("training.objective") == "likelihood" && recipe.text("likelihood.source") == "text";
}

GenderRebalancing rebalancing_of(const std::string& name) {
  if (name == "both") return GenderRebalancing::both;
  if (name == "men") return GenderRebalancing::men;
  return name == "women" ? GenderRebalancing::women : GenderRebalancing::none;
}

/// A caption's draw hangs on its text alone: the same corpus always comes out the same.
void rebalance(std::vector<std::string>& corpus, GenderRebalancing which) {
  if (which == GenderRebalancing::none) return;
  std::size_t changed = 0;
  for (auto& caption : corpus) {
    auto balanced = rebalance_gender(caption, which, CounterRandom(name_bits(caption)).uniform());
    changed += balanced != caption;
    caption = std::move(balanced);
  }
  log_info(concat("corpus: ", changed, " of ", corpus.size(), " captions were given the other gender's words"));
}

}  // namespace

std::vector<std::string> captions_of_images(const std::vector<DatasetImage>& images) {
  std::vector<std::string> captions;
  for (const auto& image : images) captions.insert(captions.end(), image.captions.begin(), image.captions.end());
  return captions;
}

std::vector<std::string> TrainingData::training_captions() const {
  auto all = captions;
  const auto of_images = captions_of_images(train);
  all.insert(all.end(), of_images.begin(), of_images.end());
  return all;
}

TrainingData open_training_data(RunContext& context) {
  const auto& recipe = context.recipe();
  TrainingData data;
  Dataset train;
  if (!recipe.path("dataset.train").empty())
    train = open_part(context, "dataset.train", "dataset.embeddings");
  else if (!learns_from_texts(recipe) || recipe.path("corpus.path").empty())
    throw RecipeError("dataset.train: names no training set; give a COCO captions JSON or a folder of images");
  const bool own_validation = !recipe.path("dataset.validation").empty(),
             own_test = !recipe.path("dataset.test").empty();
  assign_splits(train, own_validation ? 0 : recipe.real("dataset.validation_fraction"),
                own_test ? 0 : recipe.real("dataset.test_fraction"),
                static_cast<std::uint64_t>(recipe.integer("dataset.split_seed")));
  data.train = std::move(train.images);
  data.captions = std::move(train.corpus);
  if (own_validation)
    data.validation = open_named(context, "validation", Split::validation);
  else
    take_part(data.train, Split::validation, data.validation);
  if (own_test)
    data.test = open_named(context, "test", Split::test);
  else
    take_part(data.train, Split::test, data.test);
  keep_split(data.train, Split::train);
  log_info(concat("dataset: ", data.train.size(), " training, ", data.validation.size(), " validation and ",
                  data.test.size(), " test images"));
  return data;
}

std::vector<DatasetImage> open_evaluation_images(RunContext& context, const NamedSet& set) {
  context.progress("reading " + set.name, -1);
  context.check();
  auto dataset = open_dataset(set.annotations, {set.images, true, {}, {}});
  tell_problems(context, dataset.problems);
  auto& images = dataset.images;
  const auto is_test = [](const DatasetImage& image) { return image.split == Split::test; };
  const bool only_test = std::any_of(images.begin(), images.end(), is_test);
  std::erase_if(images, [&](const auto& image) { return image.captions.empty() || (only_test && !is_test(image)); });
  if (images.empty())
    throw DatasetError(concat("evaluation.sets: ", set.name, ": ", set.annotations.string(),
                              " holds no image with captions to compare with"));
  return std::move(images);
}

std::vector<std::string> open_corpus(RunContext& context, const TrainingData& data) {
  const auto& recipe = context.recipe();
  const auto path = recipe.path("corpus.path");
  const auto cleaning = cleaning_of(recipe.text("corpus.cleaning"));
  std::vector<std::string> corpus;
  if (path.empty()) {
    std::uint64_t index = 0;
    for (const auto& caption : data.training_captions()) {
      auto cleaned = clean_caption(caption, cleaning, double(mix_keys(context.seed(), ++index) >> 11) * 0x1p-53);
      if (!cleaned.empty()) corpus.push_back(std::move(cleaned));
    }
  } else {
    context.progress("reading corpus.path", -1);
    std::vector<DatasetProblem> problems;
    corpus = read_corpus(path, cleaning, &problems);
    tell_problems(context, problems);
  }
  rebalance(corpus, rebalancing_of(recipe.text("corpus.rebalance_gender")));
  if (corpus.empty())
    throw DatasetError("corpus.path: no caption is left after cleaning; check corpus.cleaning and the file");
  return corpus;
}

}  // namespace vignette
