#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "data/dataset.h"
#include "data/dataset_report.h"
#include "log/log.h"

namespace vignette {
namespace {

constexpr std::size_t kShownProblems = 20;

struct DatasetOptionsGiven {
  std::string path, images, out;
  double validation = 0.1, test = 0.1;
  std::uint64_t seed = 0;
  bool json = false;
};

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

/// What is odd, under the names that --json has too.
std::vector<std::pair<std::string, const DatasetReport::Finding*>> findings_of(const DatasetReport& report) {
  return {{"images without a caption", &report.without_captions},
          {"captions that their image has already", &report.repeated_in_image},
          {"captions that an earlier image has", &report.shared_by_images},
          {"captions of one word", &report.short_captions},
          {"captions of more than 60 words", &report.long_captions},
          {"captions with letters outside of ASCII", &report.not_ascii},
          {"images of unknown size", &report.unknown_size},
          {"images more than 4 times as long as wide", &report.odd_shape},
          {"images with a side under 32 pixels", &report.small}};
}

Json json_of(const Dataset& dataset, const DatasetReport& report) {
  Json object = {{"kind", dataset_kind_name(dataset.kind)},
                 {"images", report.images},
                 {"captions", report.captions},
                 {"splits", report.splits},
                 {"words_of_a_caption", report.mean_words},
                 {"problem_counts", report.problems},
                 {"problems", problems_of(dataset)}};
  if (!report.domains.empty()) object["domains"] = report.domains;
  for (const auto& [count, images] : report.captions_of_an_image)
    object["captions_of_an_image"][std::to_string(count)] = images;
  for (const auto& [name, finding] : findings_of(report))
    if (finding->count > 0) object["findings"][name] = {{"count", finding->count}, {"first", finding->first}};
  return object;
}

std::string counts_line(const std::map<std::string, std::int64_t>& counts) {
  std::string line;
  for (const auto& [name, count] : counts) line += concat(line.empty() ? "" : ", ", name, " ", count);
  return line;
}

std::string captions_line(const DatasetReport& report) {
  std::string line;
  std::size_t shown = 0;
  for (const auto& [count, images] : report.captions_of_an_image)
    if (++shown <= 8) line += concat(line.empty() ? "" : ", ", images, " with ", count);
  return shown > 8 ? concat(line, ", ", shown - 8, " other numbers") : line;
}

std::string shortened(const std::string& text) {
  return text.size() > 90 ? text.substr(0, 87) + "..." : text;
}

void print_report(const Dataset& dataset, const DatasetReport& report, Console& console) {
  console.print(
      concat(dataset_kind_name(dataset.kind), ": ", report.images, " images, ", report.captions, " captions"));
  if (report.captions > 0)
    console.print(concat("  words of a caption on average: ", std::round(report.mean_words * 10) / 10));
  if (report.images > 0) {
    console.print(concat("  splits: ", counts_line(report.splits)));
    if (!report.domains.empty()) console.print(concat("  domains: ", counts_line(report.domains)));
    console.print(concat("  captions of an image: ", captions_line(report)));
  }
  for (const auto& [name, finding] : findings_of(report))
    if (finding->count > 0)
      console.print(concat("  ", name, ": ", finding->count, " (", shortened(finding->first), ")"));
  for (const auto& [kind, count] : report.problems)
    console.print(concat("  problems of the kind \"", kind, "\": ", count));
  const std::size_t shown = std::min(kShownProblems, dataset.problems.size());
  for (std::size_t i = 0; i < shown; ++i)
    console.print(concat("    ", dataset.problems[i].where, ": ", dataset.problems[i].what));
  if (shown < dataset.problems.size())
    console.print(concat("    and ", dataset.problems.size() - shown, " more, which --json lists"));
}

void run_dataset(const DatasetOptionsGiven& given, Console& console) {
  OpenDatasetOptions options;
  options.image_root = given.images;
  Dataset dataset = open_dataset(given.path, options);
  const auto report = report_on(dataset);
  std::map<std::string, std::string> files;
  if (!given.out.empty()) files = write_splits(dataset, given);
  if (given.json) {
    Json object = json_of(dataset, report);
    if (!files.empty()) object["written"] = files;
    return console.json(object);
  }
  print_report(dataset, report, console);
  for (const auto& [name, file] : files) console.print(concat("wrote ", file));
}

}  // namespace

void add_dataset_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("dataset", "Open a dataset, report on it, and split it into COCO files if asked.");
  const auto given = std::make_shared<DatasetOptionsGiven>();
  command
      ->add_option(
          "path", given->path,
          "COCO or Karpathy JSON, JSON Lines or list, CSV, TSV, Flickr's files, folder of images, or text corpus")
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
