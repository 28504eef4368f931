#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/jobs.h"

namespace vignette {
namespace {

struct EvaluateRunOptions {
  std::string store;
  RunId run = 0;
  std::optional<std::int64_t> checkpoint, step;
  std::vector<std::string> sets;
  bool json = false;
};

void run_evaluate_run(const EvaluateRunOptions& given, Console& console) {
  open_store(given.store, given.run);
  const InterruptGuard guard;
  const auto result = evaluate_run_checkpoint({given.store, given.run, given.checkpoint, given.step, given.sets},
                                              console_progress(console, "evaluating"));
  console.end_progress();
  const auto& checkpoint = result.checkpoint;
  if (given.json) {
    Json object = {{"run", given.run}, {"checkpoint", checkpoint.id}, {"step", checkpoint.step}};
    for (const auto& [set, figures] : result.sets)
      for (const auto& [name, value] : figures) object[name] = value;
    return console.json(object);
  }
  console.print(concat("run ", given.run, ", ", checkpoint.kind, " checkpoint of step ", checkpoint.step));
  for (const auto& [set, figures] : result.sets)
    for (const auto& [name, value] : figures) console.print(concat(name, "\t", short_number(value)));
}

}  // namespace

void add_evaluate_run_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("evaluate-run", "Score a stored checkpoint on sets of images.");
  const auto given = std::make_shared<EvaluateRunOptions>();
  add_run_options(*command, given->store, given->run);
  command->add_option("--checkpoint", given->checkpoint, "The checkpoint's number (see checkpoints)");
  command->add_option("--step", given->step, "The checkpoint's step; otherwise the best one");
  command
      ->add_option("--set", given->sets,
                   "val, test, a name of the recipe's evaluation.sets, or NAME=ANNOTATIONS[@IMAGES]; may be repeated")
      ->allow_extra_args(false);
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(
      "Without --set all sets of the run's recipe are evaluated. The figures are stored with the run.\n"
      "Example:\n  vignette-cli evaluate-run --store runs.sqlite --run 3 --set flickr30k=f30k/test.json@f30k/images");
  command->callback([given, &context] { run_evaluate_run(*given, context.console); });
}

}  // namespace vignette
