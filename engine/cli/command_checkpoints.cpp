#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"

namespace vignette {
namespace {

struct CheckpointsOptions {
  std::string store;
  RunId run = 0;
  bool json = false;
};

void run_checkpoints(const CheckpointsOptions& given, Console& console) {
  const auto store = open_store(given.store, given.run);
  for (const auto& one : store->checkpoints(given.run)) {
    std::error_code none;
    const bool exists = std::filesystem::exists(one.path, none);
    if (given.json) {
      Json object = {{"id", one.id},       {"step", one.step}, {"kind", one.kind},
                     {"bytes", one.bytes}, {"path", one.path}, {"exists", exists}};
      if (one.metric) object["metric"] = *one.metric;
      console.json(object);
      continue;
    }
    console.print(concat(one.id, "\tstep ", one.step, "\t", one.kind, "\t",
                         one.metric ? short_number(*one.metric) : std::string("-"), "\t", one.path,
                         exists ? "" : " (gone)"));
  }
}

}  // namespace

void add_checkpoints_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("checkpoints", "List a run's checkpoints.");
  const auto given = std::make_shared<CheckpointsOptions>();
  add_run_options(*command, given->store, given->run);
  command->add_flag("--json", given->json, "Print JSON, a checkpoint a line");
  command->footer("Example:\n  vignette-cli checkpoints --store runs.sqlite --run 1");
  command->callback([given, &context] { run_checkpoints(*given, context.console); });
}

}  // namespace vignette
