#include <csignal>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/follow_run.h"
#include "cli/forecast_display.h"
#include "cli/interrupt.h"
#include "cli/process_group.h"
#include "cli/stored_run.h"
#include "cli/train_display.h"
#include "log/log.h"
#include "session/jobs.h"
#include "session/stored_recipe.h"
#include "session/training_session.h"

namespace vignette {
namespace {

struct TrainOptions {
  std::string recipe, store, name;
  RunId resume = 0, branch = 0;
  std::optional<std::int64_t> checkpoint, step;
  std::vector<std::string> changes;
  bool json = false, dry_run = false, accept_changed_files = false, ignore_memory = false, then_queue = false;
};

Recipe read_recipe(const TrainOptions& given) {
  Recipe recipe = Recipe::from_file(given.recipe);
  for (const auto& change : given.changes) recipe.set_assignment(change);
  auto problems = recipe.problems();
  for (auto& missing : recipe.missing_files()) problems.push_back(std::move(missing));
  if (problems.empty()) return recipe;
  std::string text = concat(given.recipe, " cannot run:");
  for (const auto& problem : problems) text += "\n- " + problem;
  throw InputError(text);
}

// Bad input is told apart from a failed run before anything starts.
Recipe read_stored_recipe(const TrainOptions& given) {
  const auto store = open_store(given.store);
  const RunId run = given.resume != 0 ? given.resume : given.branch;
  auto recipe = stored_recipe(stored_run(*store, run));
  for (const auto& change : given.changes) recipe.set_assignment(change);
  return recipe;
}

std::map<std::string, double> best_of(const TrainOptions& given, const TrainingSession& session) {
  if (session.run_id() == 0) return {};
  const auto store = open_store(given.store);
  return stored_run(*store, session.run_id()).best;
}

void report(const TrainOptions& given, const TrainingSession& session, Console& console) {
  const auto state = run_state_name(session.state());
  const auto best = best_of(given, session);
  if (given.json) {
    Json object = {{"run", session.run_id()}, {"state", state}, {"best", Json(best)}};
    if (!session.failure().empty()) object["reason"] = session.failure();
    return console.json(object);
  }
  if (session.run_id() == 0) return console.print("no run was started");
  std::string text = concat("run ", session.run_id(), " ", state);
  for (const auto& [name, value] : best) text += concat("  ", name, " ", short_number(value));
  console.print(text);
  if (session.state() == RunState::stopped)
    console.print(concat("go on with: vignette-cli train --resume ", session.run_id(), " --store ", given.store));
}

Recipe checked_recipe(const TrainOptions& given) {
  if (int(!given.recipe.empty()) + int(given.resume != 0) + int(given.branch != 0) != 1)
    throw UsageError("give a recipe file, --resume RUN or --branch RUN");
  if ((given.checkpoint || given.step) && given.branch == 0)
    throw UsageError("--checkpoint and --step choose where --branch goes on from");
  if (given.store.empty() && !(given.dry_run && !given.recipe.empty())) throw UsageError("--store is required");
  return given.recipe.empty() ? read_stored_recipe(given) : read_recipe(given);
}

void start(TrainingSession& session, const Recipe& recipe, const TrainOptions& given) {
  if (given.resume != 0)
    session.resume_stored(given.resume, given.changes, given.accept_changed_files);
  else if (given.branch != 0)
    session.branch({given.branch, given.checkpoint, given.step, given.changes, given.name});
  else
    session.start(recipe, given.name);
}

int dry_run(const TrainOptions& given, const Recipe& recipe, Console& console) {
  const InterruptGuard guard;
  const auto forecast = forecast_recipe(recipe, console_progress(console, "looking at the dataset"));
  console.end_progress();
  given.json ? console.json(forecast_json(forecast)) : print_forecast(console, forecast);
  return exit_done;
}

int train(const TrainOptions& given, const Recipe& recipe, const std::shared_ptr<ProcessGroup>& group,
          Console& console) {
  const InterruptGuard guard(group != nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  SessionOptions options;
  options.store = given.store;
  options.group = group;
  options.mailbox = std::make_shared<EventMailbox>(every_step);
  options.check_memory = !given.ignore_memory;
  TrainingSession session(options);
  start(session, recipe, given);
  TrainDisplay display(console, given.json, step_limit(recipe).value_or(0));
  follow_run(session, *options.mailbox, display, console);
  report(given, session, console);
  if (given.then_queue && !interrupted()) return run_queue(given.store, given.json, console);
  if (session.state() == RunState::failed) return exit_failed_run;
  return session.state() == RunState::stopped && interrupted() ? exit_interrupted : exit_done;
}

/// The launcher has started the processes again: the run that they began goes on, with the recipe it has stored.
void resume_launched(TrainOptions& given, const ProcessPlace& place, Console& console) {
  const auto run = run_of_launch(given.store, place.launch);
  if (run == 0) return console.say("no run of this launch is stored yet: it starts anew");
  TrainOptions stored;
  stored.store = given.store;
  stored.resume = run;
  stored.json = given.json;
  stored.ignore_memory = given.ignore_memory;
  given = std::move(stored);
  console.say(concat("restart ", place.restarts, ": run ", given.resume, " goes on"));
}

int run_train(TrainOptions given, Console& console) {
  const auto place = process_place();
  if (!place) {
    const auto recipe = checked_recipe(given);
    return given.dry_run ? dry_run(given, recipe, console) : train(given, recipe, nullptr, console);
  }
  if (given.dry_run) return place->first() ? dry_run(given, checked_recipe(given), console) : exit_done;
  return train_in_group(*place, console, [&](const std::shared_ptr<ProcessGroup>& group) {
    if (given.resume == 0 && place->restarts > 0) resume_launched(given, *place, console);
    return train(given, checked_recipe(given), group, console);
  });
}

}  // namespace

void add_train_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("train", "Train by a recipe, go on with a stored run, or branch off one.");
  const auto given = std::make_shared<TrainOptions>();
  command->add_option("recipe", given->recipe, "Recipe file (TOML)");
  command->add_option("--store", given->store, "Experiment store; made if missing");
  command->add_option("--resume", given->resume, "Go on with this run after its last checkpoint, by its stored recipe")
      ->check(CLI::PositiveNumber);
  command
      ->add_option("--branch", given->branch,
                   "A new run that goes on from a checkpoint of this one, its recipe changed by --set")
      ->check(CLI::PositiveNumber);
  command->add_option("--checkpoint", given->checkpoint, "For --branch: the checkpoint's number (see checkpoints)");
  command->add_option("--step", given->step, "For --branch: the checkpoint's step; otherwise the newest");
  command->add_option("--set", given->changes, "key=value: change the recipe; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--name", given->name, "Name of the run");
  command->add_flag("--accept-changed-files", given->accept_changed_files,
                    "For --resume: go on even where dataset or weights are not those that the run was made with");
  command->add_flag("--ignore-memory", given->ignore_memory,
                    "Start even when the memory that is free may not suffice by estimate");
  command->add_flag("--then-queue", given->then_queue, "Then run what waits in the store's queue");
  command->add_flag("--dry-run", given->dry_run,
                    "Only tell what the run would read, need and leave behind: captions, words, memory, disk");
  command->add_flag("--json", given->json, "Print JSON, a step a line, and the outcome in the last one");
  command->footer(
      "Ctrl-C ends the run after its step, with a checkpoint; the second Ctrl-C ends at once.\n"
      "Examples:\n"
      "  vignette-cli train demo/recipe.toml --store runs.sqlite --name first\n"
      "  vignette-cli train demo/recipe.toml --store runs.sqlite --set training.seed=1 --set reward.weight=0.4\n"
      "  vignette-cli train demo/recipe.toml --dry-run\n"
      "  vignette-cli train --branch 1 --step 500 --store runs.sqlite --set reward.weight=0.8\n"
      "  vignette-cli train --resume 1 --store runs.sqlite --set training.max_steps=2000\n"
      "Several processes or GPUs:\n"
      "  torchrun --no-python --nproc-per-node 2 vignette-cli train demo/recipe.toml --store runs.sqlite\n"
      "  srun --ntasks 2 vignette-cli train demo/recipe.toml --store runs.sqlite");
  command->callback([given, &context] { context.exit_code = run_train(*given, context.console); });
}

}  // namespace vignette
