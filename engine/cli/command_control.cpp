#include <memory>

#include "cli/commands.h"
#include "log/log.h"
#include "session/training_session.h"

namespace vignette {
namespace {

struct ControlOptions {
  std::string store, verb, change;
  RunId run = 0;
};

void run_control(const ControlOptions& given, Console& console) {
  const auto equals = given.change.find('=');
  if ((given.verb == "adjust") != (equals != std::string::npos))
    throw UsageError("adjust takes key=value, the other commands take nothing");
  const std::string key = given.verb == "adjust" ? given.change.substr(0, equals) : "";
  const std::string value = given.verb == "adjust" ? given.change.substr(equals + 1) : "";
  command_run(given.store, given.run, given.verb, key, value);
  console.say(concat("asked run ", given.run, " to ", given.verb, "; it answers between two steps"));
}

}  // namespace

void add_control_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("control", "Pause, resume, stop or adjust a run that another process trains.");
  const auto given = std::make_shared<ControlOptions>();
  command->add_option("verb", given->verb, "pause, resume, step, stop or adjust")
      ->required()
      ->check(CLI::IsMember({"pause", "resume", "step", "stop", "adjust"}));
  command->add_option("change", given->change, "For adjust: key=value");
  command->add_option("--store", given->store, "Experiment store")->required();
  command->add_option("--run", given->run, "Number of the run")->required();
  command->footer(
      "Examples:\n"
      "  vignette-cli control pause --store runs.sqlite --run 3\n"
      "  vignette-cli control adjust optimizer.learning_rate=1e-5 --store runs.sqlite --run 3");
  command->callback([given, &context] { run_control(*given, context.console); });
}

}  // namespace vignette
