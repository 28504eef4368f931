#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "log/log.h"

namespace vignette {
namespace {

struct DemoOptionsGiven {
  std::string out;
  bool training_scenes = false, json = false;
};

void run_demo(const DemoOptionsGiven& given, Console& console) {
  const InterruptGuard guard;
  if (given.training_scenes) {
    const auto counts = write_demo_training_scenes({given.out}, console_progress(console, "painting scenes"));
    return console.print(concat(counts.images, " pictures with ", counts.captions, " captions are in ", given.out));
  }
  const auto demo = write_demo({given.out}, console_progress(console, "painting the demo's pictures"));
  if (given.json)
    return console.json({{"recipe", demo.recipe.string()}, {"images", demo.images}, {"captions", demo.captions}});
  console.print(concat(demo.images, " pictures with ", demo.captions, " captions are in ", given.out,
                       ".\nNext: vignette-cli train ", demo.recipe.string(), " --store runs.sqlite"));
}

}  // namespace

void add_demo_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("demo", "Write the demo: pictures, captions, small models and a recipe to train.");
  const auto given = std::make_shared<DemoOptionsGiven>();
  command->add_option("--out", given->out, "Folder to write into; an interrupted call goes on")->required();
  command->add_flag("--training-scenes", given->training_scenes,
                    "Write only scenes: the demo's, and those that its small models were trained on");
  command->add_flag("--json", given->json, "Print JSON");
  command->footer("Example:\n  vignette-cli demo --out demo");
  command->callback([given, &context] { run_demo(*given, context.console); });
}

}  // namespace vignette
