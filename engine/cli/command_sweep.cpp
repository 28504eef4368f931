#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/run_pace.h"
#include "session/sweep.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

struct SweepOptions {
  std::string definition, recipe, store;
  std::vector<std::string> changes;
  bool json = false, dry_run = false;
};

void print_run(const SweepRun& run, bool json, Console& console) {
  if (!json) return console.print(run.name);
  Json values = Json::object();
  for (const auto& [key, value] : run.values) std::visit([&](const auto& of) { values[key] = of; }, value);
  console.json({{"name", run.name}, {"values", values}});
}

/// The whole sweep's seconds; nullopt where one run's are unknown.
std::optional<double> seconds_of(const SweepOptions& given, const SweepExpansion& made) {
  if (given.store.empty() || !std::filesystem::exists(given.store)) return std::nullopt;
  const auto store = open_store(given.store);
  const RunPace pace(*store);
  double sum = 0;
  for (const auto& run : made.runs) {
    const auto seconds = pace.seconds(run.recipe);
    if (!seconds) return std::nullopt;
    sum += *seconds;
  }
  return sum;
}

void sweep(const SweepOptions& given, Console& console) {
  if (given.store.empty() && !given.dry_run) throw UsageError("--store is required, unless with --dry-run");
  const auto definition = read_sweep_file(given.definition);
  auto recipe = Recipe::from_file(std::filesystem::absolute(given.recipe));
  for (const auto& change : given.changes) recipe.set_assignment(change);
  if (const auto missing = recipe.missing_files(); !missing.empty())
    throw InputError(concat(given.recipe, " cannot run: ", missing.front()));
  const auto made = expand_sweep(definition, recipe);
  if (given.dry_run)
    for (const auto& run : made.runs) print_run(run, given.json, console);
  const auto seconds = seconds_of(given, made);
  const auto what = concat(made.runs.size(), " runs",
                           made.duplicates > 0 ? concat(" (", made.duplicates, " repeated draws left out)") : "",
                           seconds ? ", about " + clock_text(*seconds) : ", time unknown: no run like them is stored");
  if (given.dry_run) return console.say(what);
  const auto id = ExperimentStore(given.store).put_sweep(definition.name, sweep_toml(definition), queued_runs_of(made));
  if (given.json) return console.json({{"sweep", id}, {"runs", made.runs.size()}});
  console.print(
      concat("sweep ", id, ": ", what, " in the queue. Run them with: vignette-cli queue run --store ", given.store));
}

}  // namespace

void add_sweep_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("sweep", "Queue the runs of a sweep over parameters of a recipe.");
  const auto given = std::make_shared<SweepOptions>();
  command->add_option("definition", given->definition, "The sweep (TOML)")->required();
  command->add_option("--recipe", given->recipe, "Recipe file that the runs share (TOML)")->required();
  command->add_option("--store", given->store, "Experiment store; made if missing");
  command->add_option("--set", given->changes, "key=value: change the recipe; may be repeated")
      ->allow_extra_args(false);
  command->add_flag("--dry-run", given->dry_run, "Only list the runs");
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(
      "A definition:\n"
      "  [sweep]\n"
      "  count = 10   # draws of the random ranges\n"
      "  seed = 1\n"
      "  [parameters]\n"
      "  optimizer.learning_rate = {min = 1e-5, max = 1e-3, scale = \"log\"}\n"
      "  reward.weight = {choice = [0.2, 0.5]}\n"
      "  training.seed = [1, 2, 3]   # a grid: every draw runs with every seed\n"
      "Example:\n"
      "  vignette-cli sweep sweep.toml --recipe demo/recipe.toml --store runs.sqlite");
  command->callback([given, &context] { sweep(*given, context.console); });
}

}  // namespace vignette
