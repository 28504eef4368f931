#include <memory>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "data/atomic_file.h"
#include "log/log.h"
#include "session/reproduction.h"

namespace vignette {
namespace {

struct ReproduceOptions {
  std::string store, out;
  RunId run = 0;
  bool as_given = false;
};

void run_reproduce(const ReproduceOptions& given, Console& console) {
  const auto store = open_store(given.store, given.run);
  const auto made = reproduce_run(*store, given.run, !given.as_given);
  for (const auto& warning : made.warnings) console.say("warning: " + warning);
  if (given.out.empty()) return console.print(made.recipe);
  write_file_atomically(given.out, made.recipe);
  console.say(concat("the recipe of run ", given.run, " is in ", given.out));
}

}  // namespace

void add_reproduce_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("reproduce", "Write out the recipe that makes a stored run again.");
  const auto given = std::make_shared<ReproduceOptions>();
  command->add_option("run", given->run, "Number of the run")->required();
  command->add_option("--store", given->store, "Experiment store")->required();
  command->add_option("--out", given->out, "Recipe file to write; otherwise it is printed");
  command->add_flag("--as-given", given->as_given, "Only the keys that the run was given, not every one");
  command->footer(
      "Comments on top tell versions, machine, hashes of the files and live changes. Files that differ now are warned "
      "of.\n"
      "Example:\n  vignette-cli reproduce 3 --store runs.sqlite --out again.toml");
  command->callback([given, &context] { run_reproduce(*given, context.console); });
}

}  // namespace vignette
