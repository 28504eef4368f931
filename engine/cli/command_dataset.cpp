#include <filesystem>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "data/dataset.h"
#include "log/log.h"

namespace vignette {
namespace {

struct DatasetOptionsGiven {
  std::string path, images, out;
  double validation = 0.1, test = 0.1;
  std::uint64_t seed = 0;
  bool json = false;
};

std::int64_t captions_of(const Dataset& dataset) {
  const auto count = dataset.caption_count();
  return static_cast<std::int64_t>(count > 0 ? count : dataset.corpus.size());
}

Json problems_of(const Dataset& dataset) {
  Json problems = Json::array();
  for (const auto& problem : dataset.problems) problems.push_back({{"where", problem.where}, {"what", problem.what}});
  return problems;
}

// train.json, val.json and test.json, for recipes that name them.
std::map<std::string, std::string> write_splits(Dataset& dataset, const DatasetOptionsGiven& given) {
  if (dataset.images.empty()) throw InputError(concat(given.path, " has no images to split"));
  assign_splits(dataset, given.validation, given.test, given.seed);
  std::filesystem::create_directories(given.out);
  std::map<std::string, std::string> files;
  for (const Split split : {Split::train, Split::validation, Split::test}) {
    const std::string name = split == Split::validation ? "val" : std::string(split_name(split));
    const auto file = std::filesystem::path(given.out) / (name + ".json");
    write_coco_captions(dataset, split, file);
    files[name] = file.string();
  }
  return files;
}

void run_dataset(const DatasetOptionsGiven& given, Console& console) {
  OpenDatasetOptions options;
  options.image_root = given.images;
  Dataset dataset = open_dataset(given.path, options);
  std::map<std::string, std::string> files;
  if (!given.out.empty()) files = write_splits(dataset, given);
  const std::string kind(dataset_kind_name(dataset.kind));
  if (given.json) {
    Json object = {{"kind", kind},
                   {"images", dataset.images.size()},
                   {"captions", captions_of(dataset)},
                   {"problems", problems_of(dataset)}};
    if (!files.empty()) object["written"] = files;
    return console.json(object);
  }
  console.print(concat(kind, ": ", dataset.images.size(), " images, ", captions_of(dataset), " captions"));
  for (const auto& problem : dataset.problems) console.print(concat("  ", problem.where, ": ", problem.what));
  for (const auto& [name, file] : files) console.print(concat("wrote ", file));
}

}  // namespace

void add_dataset_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("dataset", "Open a dataset, report on it, and split it into COCO files if asked.");
  const auto given = std::make_shared<DatasetOptionsGiven>();
  command->add_option("path", given->path, "COCO captions JSON, folder of images with .txt files, or text corpus")
      ->required();
  command->add_option("--images", given->images, "Folder that image paths start from");
  command->add_option("--out", given->out, "Write train.json, val.json and test.json (COCO) into this folder");
  command->add_option("--validation", given->validation, "Part for validation")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--test", given->test, "Part for the test")->check(CLI::Range(0.0, 1.0))->capture_default_str();
  command->add_option("--seed", given->seed, "Another number splits another way")->capture_default_str();
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(
      "Examples:\n"
      "  vignette-cli dataset annotations/captions_val2014.json --images val2014\n"
      "  vignette-cli dataset /usr/share/tuxpaint/stamps --out stamps");
  command->callback([given, &context] { run_dataset(*given, context.console); });
}

}  // namespace vignette
