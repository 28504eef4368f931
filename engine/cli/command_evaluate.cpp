#include <memory>

#include "cli/commands.h"
#include "cli/evaluate_report.h"
#include "cli/interrupt.h"
#include "session/frequency_file.h"

namespace vignette {
namespace {

constexpr char kFooter[] =
    R"(CIDEr is printed as pycocoevalcap prints it (1.0 stands for 100 in papers), and is CIDEr-D as there; CIDEr-plain has
neither clipping nor length penalty. METEOR is 1.5, of four stages: exact, stem, synonym (WordNet 3.0: Debian's
wordnet-base) and paraphrase (paraphrase-en.gz, which pip install pycocoevalcap brings). SPICE is left out: its scene
graph parser is a Java program. CLIPScore puts "A photo depicts " before captions, as its authors do; their figures are
those of ViT-B/32.
Example:
  vignette-cli evaluate --references captions_val2014.json --results mine.json --compare theirs.json)";

struct EvaluateOptions {
  EvaluateRequest request;
  std::string per_image, compare, save_frequencies;
  BootstrapOptions bootstrap;
  bool json = false;
};

void run_evaluate(const EvaluateOptions& given, CommandContext& context) {
  Console& console = context.console;
  const InterruptGuard guard;
  if (!given.save_frequencies.empty()) save_frequencies(given.request.references, given.save_frequencies);
  if (given.request.results.empty()) {
    if (given.save_frequencies.empty()) throw UsageError("--results is required");
    return;
  }
  EvaluateReport report;
  report.result = evaluate_files(given.request, console_progress(console, "scoring"), context.clip_scorer);
  for (const auto& note : report.result.notes) console.say("note: " + note);
  if (given.bootstrap.resamples > 0) report.intervals = confidence_intervals(report.result.metrics, given.bootstrap);
  if (!given.compare.empty()) {
    EvaluateRequest other = given.request;
    other.results = given.compare;
    other.corpus.clear();
    other.samples.clear();
    const auto theirs =
        evaluate_files(other, console_progress(console, "scoring the other results"), context.clip_scorer);
    BootstrapOptions bootstrap = given.bootstrap;
    if (bootstrap.resamples == 0) bootstrap.resamples = BootstrapOptions().resamples;
    report.comparisons = compare_paired(report.result.metrics, theirs.metrics, bootstrap);
  }
  console.end_progress();
  if (!given.per_image.empty()) write_per_image(report.result, given.per_image);
  given.json ? print_json(console, report) : print_table(console, report);
}

}  // namespace

void add_evaluate_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("evaluate", "Score captions against references with the COCO metrics.");
  const auto given = std::make_shared<EvaluateOptions>();
  auto& request = given->request;
  command->add_option("--references", request.references, "COCO captions JSON")->required();
  command->add_option("--results", request.results, "COCO results: a list of {\"image_id\", \"caption\"}");
  command->add_option("--metrics", request.metrics, "Only these, with commas between")
      ->delimiter(',')
      ->check(CLI::IsMember(evaluation_metric_names()));
  command->add_option("--per-image", given->per_image, "Write each image's scores here, a JSON object a line");
  command->add_option("--compare", given->compare,
                      "Other results for the same images: differences with interval and p (paired bootstrap), and how "
                      "many images are won, tied and lost");
  command
      ->add_option("--bootstrap", given->bootstrap.resamples,
                   "Resamples of images for 95% intervals; 0: none. 1000, with --json 0, when not given")
      ->check(CLI::Range(0, 1000000));
  command->add_option("--seed", given->bootstrap.seed, "Of the resamples")->capture_default_str();
  command->add_option("--paraphrases", request.meteor.paraphrases,
                      "METEOR's paraphrase-en.gz, or the folder of pycocoevalcap; otherwise $VIGNETTE_PARAPHRASES, "
                      "otherwise where pip puts it; none: without");
  command->add_option("--wordnet", request.meteor.wordnet,
                      "Folder of WordNet 3.0; otherwise $WNSEARCHDIR, otherwise /usr/share/wordnet");
  command->add_option(
      "--document-frequencies", request.frequencies,
      "Another corpus' document frequencies, as JSON or pickled (coco-val-df.p): adds CIDEr-D-saved-df and "
      "CIDEr-plain-saved-df");
  command->add_option("--save-document-frequencies", given->save_frequencies,
                      "Write those of the references here, for --document-frequencies (--results may be left out)");
  command->add_option("--corpus", request.corpus,
                      "Training captions: share of the results found there, and the nearest of each (--per-image)");
  command->add_option("--samples", request.samples,
                      "COCO results with several captions for an image: mBLEU-4 and diversity of the samples");
  command->add_option("--clip", request.clip, "CLIP directory: adds CLIPScore and RefCLIPScore");
  command->add_option("--images", request.images,
                      "Folder of the pictures, for CLIPScore; otherwise found beside the references");
  command->add_option("--device", request.device, "CLIP's: cpu, cuda, cuda:1, auto")->capture_default_str();
  command->add_option("--threads", request.threads, "CLIP's; 0: all cores but one")->capture_default_str();
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(kFooter);
  command->callback([given, command, &context] {
    if (given->json && command->count("--bootstrap") == 0) given->bootstrap.resamples = 0;
    run_evaluate(*given, context);
  });
}

}  // namespace vignette
