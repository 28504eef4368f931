#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/jobs.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string store, out, format = "vignette";
  RunId run = 0;
  bool json = false;
};

// The best checkpoint if there is one, otherwise the newest.
CheckpointRecord choose(ExperimentStore& store, RunId run) {
  std::optional<CheckpointRecord> chosen;
  const auto rank = [](const CheckpointRecord& one) { return std::pair(one.kind == "best", one.step); };
  for (auto& checkpoint : store.checkpoints(run))
    if (fs::exists(checkpoint.path) && (!chosen || rank(checkpoint) > rank(*chosen))) chosen = std::move(checkpoint);
  if (!chosen) throw InputError(concat("run ", run, " has no checkpoint to export"));
  return *std::move(chosen);
}

void copy_files(const fs::path& from, const fs::path& to) {
  if (fs::exists(to) && !fs::is_empty(to))
    throw InputError(concat(to.string(), " is not empty: name a new folder with --out"));
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(from))
    if (entry.is_regular_file()) fs::copy_file(entry.path(), to / entry.path().filename());
}

void run_export(const ExportOptions& given, Console& console) {
  const auto store = open_store(given.store);
  stored_run(*store, given.run);
  const auto checkpoint = choose(*store, given.run);
  copy_files(captioner_directory(checkpoint.path), given.out);
  if (given.json) return console.json({{"captioner", given.out}, {"step", checkpoint.step}, {"kind", checkpoint.kind}});
  console.print(concat("the ", checkpoint.kind, " captioner of run ", given.run, ", step ", checkpoint.step, ", is in ",
                       given.out));
}

}  // namespace

void add_export_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("export", "Copy a run's best captioner out of the store.");
  const auto given = std::make_shared<ExportOptions>();
  command->add_option("--store", given->store, "Experiment store")->required();
  command->add_option("--run", given->run, "Number of the run")->required();
  command->add_option("--out", given->out, "New folder for the captioner")->required();
  command
      ->add_option("--format", given->format, "vignette: captioner.json, model.safetensors and the tokenizer's files")
      ->check(CLI::IsMember({"vignette"}))
      ->capture_default_str();
  command->add_flag("--json", given->json, "Print JSON");
  command->footer("Example:\n  vignette-cli export --store runs.sqlite --run 1 --out best");
  command->callback([given, &context] { run_export(*given, context.console); });
}

}  // namespace vignette
