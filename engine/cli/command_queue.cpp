#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/follow_run.h"
#include "cli/interrupt.h"
#include "cli/stored_run.h"
#include "cli/train_display.h"
#include "log/log.h"
#include "session/run_pace.h"
#include "session/training_session.h"

namespace vignette {
namespace {

struct QueueOptions {
  std::string store, recipe, name;
  std::vector<std::string> changes;
  std::vector<std::int64_t> entries;
  bool json = false, stop_on_failure = false, ignore_memory = false;
};

Recipe recipe_to_queue(const QueueOptions& given) {
  auto recipe = Recipe::from_file(std::filesystem::absolute(given.recipe));
  for (const auto& change : given.changes) recipe.set_assignment(change);
  auto problems = recipe.problems();
  for (auto& missing : recipe.missing_files()) problems.push_back(std::move(missing));
  if (problems.empty()) return recipe;
  std::string text = given.recipe + " cannot run:";
  for (const auto& problem : problems) text += "\n- " + problem;
  throw InputError(text);
}

void add(const QueueOptions& given, Console& console) {
  const auto recipe = recipe_to_queue(given);
  QueuedRun entry;
  entry.name = given.name.empty() ? recipe.text("name") : given.name;
  entry.recipe = recipe.to_toml();
  ExperimentStore store(given.store);
  const auto id = store.put_queued(entry);
  given.json ? console.json({{"entry", id}}) : console.print(concat("entry ", id, " is in the queue"));
}

std::optional<double> seconds_of(const RunPace& pace, const QueuedRun& entry) {
  try {
    return pace.seconds(Recipe::from_text(entry.recipe, entry.name));
  } catch (const RecipeError&) {
    return std::nullopt;  // it says so when its turn comes
  }
}

void list(const QueueOptions& given, Console& console) {
  const auto store = open_store(given.store);
  const RunPace pace(*store);
  for (const auto& entry : store->queue()) {
    const auto seconds = seconds_of(pace, entry);
    if (given.json) {
      Json object = {{"entry", entry.id}, {"name", entry.name}, {"problem", entry.problem}, {"recipe", entry.recipe}};
      if (entry.sweep) object["sweep"] = *entry.sweep;
      if (seconds) object["seconds"] = *seconds;
      console.json(object);
    } else {
      console.print(concat(entry.id, '\t', entry.name.empty() ? "(no name)" : entry.name, '\t',
                           seconds ? clock_text(*seconds) : "-",
                           entry.problem.empty() ? "" : "\trefused: " + entry.problem));
    }
  }
}

void remove(const QueueOptions& given, Console& console) {
  open_store(given.store);
  ExperimentStore store(given.store);
  for (const auto id : given.entries) {
    if (!store.remove_queued(id))
      throw InputError(concat(given.store, ": the queue has no entry ", id, ": \"vignette-cli queue list --store ",
                              given.store, "\" lists them"));
    console.say(concat("entry ", id, " removed"));
  }
}

std::optional<QueuedRun> next_entry(const std::string& file) {
  ExperimentStore store(file);
  for (auto& entry : store.queue())
    if (entry.problem.empty()) return std::move(entry);
  return std::nullopt;
}

/// A refusal before the run was stored stays with the entry; one that another process took is no longer there.
void note_refusal(const QueueOptions& given, const QueuedRun& entry, const std::string& why) {
  ExperimentStore(given.store).set_queued_problem(entry.id, why);
}

/// Whether the queue may go on.
bool run_entry(const QueueOptions& given, const QueuedRun& entry, Console& console, int& failed) {
  SessionOptions options;
  options.store = given.store;
  options.queued = entry.id;
  options.mailbox = std::make_shared<EventMailbox>(every_step);
  options.check_memory = !given.ignore_memory;
  try {
    const auto recipe = Recipe::from_text(entry.recipe, concat("entry ", entry.id, " of the queue"));
    TrainingSession session(options);
    console.say(concat("entry ", entry.id, ": ", entry.name));
    session.start(recipe, entry.name);
    TrainDisplay display(console, given.json, step_limit(recipe).value_or(0));
    follow_run(session, *options.mailbox, display, console);
    if (session.run_id() == 0) {
      note_refusal(given, entry, session.failure());
      ++failed;
    } else {
      const auto state = run_state_name(session.state());
      given.json ? console.json({{"run", session.run_id()}, {"state", state}, {"entry", entry.id}})
                 : console.print(concat("run ", session.run_id(), ' ', state));
      failed += session.state() == RunState::failed;
    }
  } catch (const RecipeError& error) {
    console.say(concat("error: ", error.what()));
    note_refusal(given, entry, error.what());
    ++failed;
  }
  return !interrupted() && console.stdout_open() && !(failed > 0 && given.stop_on_failure);
}

int run_all(const QueueOptions& given, Console& console) {
  int failed = 0, done = 0;
  bool go_on = true;
  for (auto entry = next_entry(given.store); go_on && entry; entry = next_entry(given.store)) {
    go_on = run_entry(given, *entry, console, failed);
    ++done;
  }
  if (done == 0) console.say("the queue has no entry that can run");
  if (interrupted()) return exit_interrupted;
  return failed > 0 ? exit_failed_run : exit_done;
}

int run(const QueueOptions& given, Console& console) {
  const InterruptGuard guard;
  std::signal(SIGPIPE, SIG_IGN);
  open_store(given.store);
  return run_all(given, console);
}

}  // namespace

int run_queue(const std::string& store, bool json, Console& console) {
  QueueOptions options;
  options.store = store;
  options.json = json;
  options.stop_on_failure = open_store(store)->setting("queue/on_failure").value_or("") == "stop";
  return run_all(options, console);
}

void add_queue_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("queue", "Experiments that run one after another.");
  command->require_subcommand(1);
  const auto given = std::make_shared<QueueOptions>();
  const auto part = [&](const char* name, const char* what, auto work) {
    auto* sub = command->add_subcommand(name, what);
    sub->add_option("--store", given->store, "Experiment store")->required();
    sub->callback([given, &context, work] { work(*given, context.console); });
    return sub;
  };
  auto* adding = part("add", "Put a recipe at the end of the queue.", add);
  adding->add_option("recipe", given->recipe, "Recipe file (TOML)")->required();
  adding->add_option("--set", given->changes, "key=value: change the recipe; may be repeated")->allow_extra_args(false);
  adding->add_option("--name", given->name, "Name of the run");
  adding->add_flag("--json", given->json, "Print JSON");
  part("list", "List what waits, with the time that it may take.", list)
      ->add_flag("--json", given->json, "Print JSON, an entry a line");
  part("remove", "Take entries out of the queue.", remove)
      ->add_option("entries", given->entries, "Numbers of the entries")
      ->required();
  auto* running =
      part("run", "Run the entries one after another until none is left.",
           [&context](const QueueOptions& options, Console& console) { context.exit_code = run(options, console); });
  running->add_flag("--stop-on-failure", given->stop_on_failure, "End after the first run that fails or is refused");
  running->add_flag("--ignore-memory", given->ignore_memory,
                    "Start even when the memory that is free may not suffice by estimate");
  running->add_flag("--json", given->json, "Print JSON, a step a line, and each run's outcome");
  command->footer(
      "An entry that is refused stays in the queue with its problem; the queue goes on with the next. Several\n"
      "processes may run one queue: no entry runs twice. Ctrl-C ends the run after its step, with a checkpoint, and "
      "the\n"
      "queue.\n"
      "Examples:\n"
      "  vignette-cli queue add demo/recipe.toml --store runs.sqlite --set training.seed=2 --name second\n"
      "  vignette-cli queue run --store runs.sqlite");
}

}  // namespace vignette
