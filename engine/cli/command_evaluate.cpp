#include <fstream>
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/paired_comparison.h"
#include "log/log.h"

namespace vignette {
namespace {

struct EvaluateOptions {
  std::string references, results, per_image, compare;
  std::vector<std::string> metrics;
  bool json = false;
};

void write_per_image(const EvaluateResult& result, const std::string& file) {
  std::ofstream out(file);
  for (std::size_t i = 0; i < result.image_ids.size(); ++i) {
    Json scores = Json::object();
    for (const auto& [name, values] : result.metrics.per_image) scores[name] = values[i];
    out << Json({{"image_id", result.image_ids[i]}, {"scores", scores}}).dump() << '\n';
  }
  out.close();
  if (!out) throw InputError(concat(file, " could not be written: check the path given to --per-image"));
}

using Differences = std::map<std::string, PairedDifference>;

Differences compare(const EvaluateResult& ours, const EvaluateOptions& given, Console& console) {
  const auto theirs = evaluate_files({given.references, given.compare, given.metrics},
                                     console_progress(console, "scoring the other results"));
  Differences differences;
  for (const auto& [name, values] : ours.metrics.per_image)
    differences[name] = compare_paired(values, theirs.metrics.per_image.at(name));
  return differences;
}

void print_json(Console& console, const EvaluateResult& result, const Differences& differences) {
  Json object = Json::object();
  for (const auto& [name, value] : result.metrics.corpus) object[name] = value;
  for (const auto& [name, found] : differences)
    object["compare"][name] = {{"difference", found.difference}, {"low", found.low}, {"high", found.high}};
  console.json(object);
}

void print_table(Console& console, const EvaluateResult& result, const Differences& differences) {
  for (const auto& [name, value] : result.metrics.corpus) console.print(concat(name, "\t", short_number(value)));
  if (differences.empty()) return;
  console.print("mean difference per image, with its 95% interval (bootstrap over images):");
  for (const auto& [name, found] : differences)
    console.print(concat(name, "\t", short_number(found.difference), "\t[", short_number(found.low), ", ",
                         short_number(found.high), "]"));
}

void run_evaluate(const EvaluateOptions& given, Console& console) {
  const InterruptGuard guard;
  const auto result =
      evaluate_files({given.references, given.results, given.metrics}, console_progress(console, "scoring"));
  Differences differences;
  if (!given.compare.empty()) differences = compare(result, given, console);
  if (!given.per_image.empty()) write_per_image(result, given.per_image);
  given.json ? print_json(console, result, differences) : print_table(console, result, differences);
}

}  // namespace

void add_evaluate_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("evaluate", "Score captions against references with the COCO metrics.");
  const auto given = std::make_shared<EvaluateOptions>();
  command->add_option("--references", given->references, "COCO captions JSON")->required();
  command->add_option("--results", given->results, "COCO results: a list of {\"image_id\", \"caption\"}")->required();
  command->add_option("--metrics", given->metrics, "Only these, with commas between")
      ->delimiter(',')
      ->check(CLI::IsMember(metric_names()));
  command->add_option("--per-image", given->per_image, "Write each image's scores here, a JSON object a line");
  command->add_option("--compare", given->compare,
                      "Other results for the same images: mean difference per image and its interval");
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(
      "CIDEr is printed as pycocoevalcap prints it: 1.0 stands for 100 in papers.\n"
      "Example:\n"
      "  vignette-cli evaluate --references captions_val2014.json --results mine.json --compare theirs.json");
  command->callback([given, &context] { run_evaluate(*given, context.console); });
}

}  // namespace vignette
