#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"

namespace vignette {
namespace {

struct CurveOptions {
  std::string store, series;
  RunId run = 0;
  bool json = false;
};

void check_series(const std::vector<std::string>& names, const CurveOptions& given) {
  if (std::find(names.begin(), names.end(), given.series) != names.end()) return;
  std::string known;
  for (const auto& name : names) known += (known.empty() ? "" : ", ") + name;
  throw InputError(
      concat("run ", given.run, " has no series \"", given.series, "\"; it has ", known.empty() ? "none yet" : known));
}

void run_curve(const CurveOptions& given, Console& console) {
  const auto store = open_store(given.store, given.run);
  check_series(store->series(given.run), given);
  for (const auto& point : store->curve(given.run, given.series))
    if (given.json)
      console.json({{"step", point.step}, {"time", point.time}, {"value", point.value}});
    else
      console.print(concat(point.step, "\t", point.value));
}

}  // namespace

void add_curve_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("curve", "Print every point of a run's curve.");
  const auto given = std::make_shared<CurveOptions>();
  add_run_options(*command, given->store, given->run);
  command->add_option("--series", given->series, "G_loss, D_loss, reward, val/CIDEr, …")->required();
  command->add_flag("--json", given->json, "Print JSON, a point a line; otherwise step, tab, value");
  command->footer("Example:\n  vignette-cli curve --store runs.sqlite --run 1 --series reward");
  command->callback([given, &context] { run_curve(*given, context.console); });
}

}  // namespace vignette
