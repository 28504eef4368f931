#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/model_display.h"
#include "log/log.h"
#include "session/import_model.h"

namespace vignette {
namespace {

struct ImportOptions {
  std::string source, out, tokenizer;
  ImportRequest request;
  bool json = false;
};

Json json_of(const WeightReport& report, const std::string& out) {
  Json ignored = Json::array();
  for (const auto& one : report.ignored) ignored.push_back({{"key", one.name}, {"why", one.reason}});
  Json object = json_of(report.model);
  object["source"] = report.source.string();
  object["container"] = report.container;
  object["assumed"] = report.assumed;
  object["missing"] = report.missing;
  object["misshapen"] = report.misshapen;
  object["extra"] = report.extra;
  object["ignored"] = ignored;
  object["tokenizer"] = report.tokenizer.empty() ? Json() : Json(report.tokenizer.string());
  if (!report.tokenizer_problem.empty()) object["problem"] = report.tokenizer_problem;
  object["out"] = out.empty() ? Json() : Json(out);
  return object;
}

void put_names(Console& console, std::string_view what, const std::vector<std::string>& names) {
  for (const auto& name : names) console.print(concat(what, name));
}

/// Those of one reason together: a GPT-2 has a mask in every block.
void put_ignored(Console& console, const std::vector<IgnoredWeight>& ignored) {
  std::map<std::string, std::vector<std::string>> by_reason;
  for (const auto& one : ignored) by_reason[one.reason].push_back(one.name);
  for (const auto& [reason, names] : by_reason)
    console.print(concat("  ignored:   ", names.front(),
                         names.size() > 1 ? concat(" and ", names.size() - 1, " more") : std::string(), " (", reason,
                         ")"));
}

void put(Console& console, const WeightReport& report) {
  console.print(concat(report.source.string(), ": ", title_of(report.model), " (", report.container, ")"));
  console.print(concat("  ", sizes_text(report.model)));
  put_names(console, "  assumed:   ", report.assumed);
  put_names(console, "  missing:   ", report.missing);
  put_names(console, "  misshapen: ", report.misshapen);
  put_names(console, "  extra:     ", report.extra);
  put_ignored(console, report.ignored);
  console.print(
      concat("  tokenizer: ", report.tokenizer.empty() ? report.tokenizer_problem : report.tokenizer.string()));
}

void run_import(const ImportOptions& given, Console& console) {
  ImportRequest request = given.request;
  request.source = given.source, request.directory = given.out, request.tokenizer = given.tokenizer;
  const auto report = given.out.empty() ? inspect_weights(request) : import_model(request);
  if (given.json) return console.json(json_of(report, given.out));
  put(console, report);
  console.print(given.out.empty() ? "Nothing was written: --out DIR makes a folder that Vignette opens."
                                  : concat("It is in ", given.out, "."));
}

}  // namespace

void add_import_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("import", "Make published weights a folder that Vignette opens, or look at them.");
  const auto given = std::make_shared<ImportOptions>();
  command->add_option("path", given->source, "Weight file, or folder of a model")->required();
  command->add_option("--out", given->out, "New folder; without it nothing is written");
  command->add_option("--tokenizer", given->tokenizer,
                      "Folder of the tokenizer; left out: beside the weights, else a GPT-2 in Hugging Face's cache");
  command->add_option("--heads", given->request.heads, "Attention heads of a captioner's GPT-2; 0: its width / 64")
      ->check(CLI::Range(0, 4096));
  command
      ->add_option("--embedding", given->request.embedding,
                   "Numbers in an embedding, for clip-text-decoder's captioners; 0: the language model's width")
      ->check(CLI::Range(0, 65536));
  command->add_flag("--normalize", given->request.normalize,
                    "The captioner wants embeddings of length 1, as CapDec's do");
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(
      "It takes folders of Hugging Face's GPT-2, RoBERTa, CLIP and BLIP, OpenAI's CLIP archives, and weights of\n"
      "ClipCap, CapDec, CgtGAN, clip-gpt-captioning and clip-text-decoder. No code in a file is run.\n"
      "Examples:\n"
      "  vignette-cli import coco_weights.pt                         # what is it?\n"
      "  vignette-cli import coco_weights.pt --out clipcap\n"
      "  vignette-cli import ViT-B-32.pt --out clip --tokenizer folder-of-the-vocabulary");
  command->callback([given, &context] { run_import(*given, context.console); });
}

}  // namespace vignette
