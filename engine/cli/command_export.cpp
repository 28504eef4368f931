#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/jobs.h"

namespace vignette {
namespace {

struct ExportOptions {
  std::string store, out, format = "vignette", part = "model", precision = "fp32";
  RunId run = 0;
  bool json = false;
};

// The best checkpoint if there is one, otherwise the newest. "Best" is said of the captioner, so a critic is the
// newest.
CheckpointRecord choose(ExperimentStore& store, RunId run, bool best_first) {
  std::optional<CheckpointRecord> chosen;
  const auto rank = [&](const CheckpointRecord& one) { return std::pair(best_first && one.kind == "best", one.step); };
  for (auto& checkpoint : store.checkpoints(run))
    if (std::filesystem::exists(checkpoint.path) && (!chosen || rank(checkpoint) > rank(*chosen)))
      chosen = std::move(checkpoint);
  if (!chosen) throw InputError(concat("run ", run, " has no checkpoint to export"));
  return *std::move(chosen);
}

ExportFormat format_named(const std::string& name) {
  if (name == "clipcap") return ExportFormat::clipcap;
  return name == "transformers" ? ExportFormat::transformers : ExportFormat::vignette;
}

void run_export(const ExportOptions& given, Console& console) {
  const auto store = open_store(given.store, given.run);
  const auto checkpoint = choose(*store, given.run, given.part != "discriminator");
  const auto model = export_model({checkpoint.path, given.part == "model" ? "" : given.part, given.out,
                                   given.precision == "fp16", format_named(given.format)});
  if (given.json) return console.json({{model, given.out}, {"step", checkpoint.step}, {"kind", checkpoint.kind}});
  console.print(concat("the ", checkpoint.kind, ' ', model, " of run ", given.run, ", step ", checkpoint.step,
                       ", is in ", given.out));
}

}  // namespace

void add_export_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("export", "Copy a run's best captioner, CLIP or critic out of the store.");
  const auto given = std::make_shared<ExportOptions>();
  add_run_options(*command, given->store, given->run);
  command->add_option("--out", given->out, "New folder for the model")->required();
  command
      ->add_option("--format", given->format,
                   "vignette: a folder that Vignette opens; transformers: folders for from_pretrained(), the mapper "
                   "beside them; clipcap: ClipCap's state dict in safetensors")
      ->check(CLI::IsMember({"vignette", "transformers", "clipcap"}))
      ->capture_default_str();
  command
      ->add_option(
          "--part", given->part,
          "model: what the run trains; discriminator: the critic's RoBERTa; language_model: the captioner's GPT-2")
      ->check(CLI::IsMember({"model", "discriminator", "language_model"}))
      ->capture_default_str();
  command->add_option("--precision", given->precision, "Number format of the weights: fp32, or fp16 for half the size")
      ->check(CLI::IsMember({"fp32", "fp16"}))
      ->capture_default_str();
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(
      "Examples:\n"
      "  vignette-cli export --store runs.sqlite --run 1 --out best\n"
      "  vignette-cli export --store runs.sqlite --run 1 --format transformers --out for-python");
  command->callback([given, &context] { run_export(*given, context.console); });
}

}  // namespace vignette
