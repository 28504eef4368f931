#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/training_session.h"

namespace vignette {
namespace {

struct ControlOptions {
  std::string store, verb, argument;
  RunId run = 0;
  std::optional<std::int64_t> image;
  std::int64_t samples = 5;
  bool json = false, no_wait = false;
};

Json caption_json(const CaptionRecord& caption) {
  return {{"kind", caption.kind}, {"caption", caption.caption}, {"scores", Json(caption.scores)}};
}

void print_json(Console& console, const RunAnswer& answer) {
  Json object = {{"run", answer.run}, {"step", answer.step}};
  if (answer.kind == "evaluate") {
    for (const auto& [name, value] : answer.metrics) object[name] = value;
    return console.json(object);
  }
  object["image"] = answer.subject;
  object["captions"] = Json::array();
  for (const auto& caption : answer.captions) object["captions"].push_back(caption_json(caption));
  console.json(object);
}

void print_text(Console& console, const RunAnswer& answer) {
  console.print(concat("run ", answer.run, ", after step ", answer.step));
  for (const auto& [name, value] : answer.metrics) console.print(concat(name, "\t", short_number(value)));
  for (const auto& caption : answer.captions) {
    console.print(concat(caption.kind, "\t", caption.caption));
    std::string scores;
    for (const auto& [name, value] : caption.scores) scores += concat("\t", name, ' ', short_number(value));
    console.print(scores);
  }
}

RunRequest request_of(const ControlOptions& given) {
  RunRequest request;
  if (given.verb == "evaluate") {
    if (!given.argument.empty() || given.image) throw UsageError("evaluate takes no picture");
    return request;
  }
  request.kind = RunRequest::Kind::caption;
  if (given.argument.empty() != given.image.has_value())
    throw UsageError("caption takes either a picture file or --image-id");
  if (!given.argument.empty() && !std::filesystem::exists(given.argument))
    throw InputError(concat("there is no picture ", given.argument));
  request.picture = given.argument;
  request.image_id = given.image;
  request.samples = given.samples;
  return request;
}

/// 0, or 130 when Ctrl-C ended the waiting; the run answers all the same.
int ask(const ControlOptions& given, Console& console) {
  const InterruptGuard guard;
  const auto command = request_of_run(given.store, given.run, request_of(given));
  if (given.no_wait) {
    console.say(concat("asked run ", given.run, "; the answer will be in the store"));
    return exit_done;
  }
  const auto answer = wait_for_answer(given.store, given.run, command, [] { return !interrupted(); });
  if (!answer) return exit_interrupted;
  if (!answer->problem.empty()) throw InputError(concat("run ", given.run, ": ", answer->problem));
  given.json ? print_json(console, *answer) : print_text(console, *answer);
  return exit_done;
}

int run_control(const ControlOptions& given, Console& console) {
  if (given.verb == "evaluate" || given.verb == "caption") return ask(given, console);
  const auto equals = given.argument.find('=');
  if ((given.verb == "adjust") != (equals != std::string::npos) || (given.verb != "adjust" && !given.argument.empty()))
    throw UsageError("adjust takes key=value, caption a picture, the other commands take nothing");
  const std::string key = given.verb == "adjust" ? given.argument.substr(0, equals) : "";
  const std::string value = given.verb == "adjust" ? given.argument.substr(equals + 1) : "";
  command_run(given.store, given.run, given.verb, key, value);
  console.say(concat("asked run ", given.run, " to ", given.verb, "; it answers between two steps"));
  return exit_done;
}

}  // namespace

void add_control_command(CLI::App& app, CommandContext& context) {
  auto* command =
      app.add_subcommand("control", "Pause, resume, stop, adjust or ask a run that another process trains.");
  const auto given = std::make_shared<ControlOptions>();
  command->add_option("verb", given->verb, "pause, resume, step, stop, adjust, evaluate or caption")
      ->required()
      ->check(CLI::IsMember({"pause", "resume", "step", "stop", "adjust", "evaluate", "caption"}));
  command->add_option("argument", given->argument, "For adjust: key=value. For caption: a picture file");
  add_run_options(*command, given->store, given->run);
  command->add_option("--image-id", given->image, "For caption: an image of the run's dataset instead of a file");
  command->add_option("--samples", given->samples, "For caption: sampled captions besides the greedy one")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  command->add_flag("--no-wait", given->no_wait, "For evaluate and caption: do not wait for the answer");
  command->add_flag("--json", given->json, "For evaluate and caption: print JSON");
  command->footer(
      "evaluate and caption are answered between two steps by the weights of the moment, paused or not; the run "
      "trains\n"
      "on exactly as it would have. Answers stay in the store.\n"
      "Examples:\n"
      "  vignette-cli control pause --store runs.sqlite --run 3\n"
      "  vignette-cli control adjust optimizer.learning_rate=1e-5 --store runs.sqlite --run 3\n"
      "  vignette-cli control caption holiday.jpg --samples 3 --store runs.sqlite --run 3");
  command->callback([given, &context] { context.exit_code = run_control(*given, context.console); });
}

}  // namespace vignette
