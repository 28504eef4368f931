#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"

namespace vignette {
namespace {

struct RunsOptions {
  std::string store;
  bool json = false;
};

Json describe(const RunRecord& run) {
  Json object = {{"id", run.id},
                 {"name", run.name},
                 {"state", run_state_name(run.state)},
                 {"steps", run.steps},
                 {"best", Json(run.best)}};
  if (!run.state_reason.empty()) object["reason"] = run.state_reason;
  return object;
}

/// The figure that runs of its kind are chosen by; --json has all.
std::string best_of(const RunRecord& run) {
  for (const char* name : {"val/CIDEr", "val/R@1", "val/loss", "reward"})
    if (const auto found = run.best.find(name); found != run.best.end())
      return concat(name, " ", short_number(found->second));
  return "";
}

std::string row_of(const RunRecord& run) {
  char row[160];
  std::snprintf(row, sizeof row, "%5lld  %-24.24s  %-11s  %8lld ", static_cast<long long>(run.id), run.name.c_str(),
                std::string(run_state_name(run.state)).c_str(), static_cast<long long>(run.steps));
  return row + concat(" ", best_of(run));
}

void run_runs(const RunsOptions& given, Console& console) {
  const auto store = open_store(given.store);
  const auto runs = store->runs();
  if (!given.json)
    console.print(runs.empty() ? "no runs yet" : "   id  name                      state           steps  best");
  for (const auto& run : runs) given.json ? console.json(describe(run)) : console.print(row_of(run));
}

}  // namespace

void add_runs_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("runs", "List the runs of a store, newest first.");
  const auto given = std::make_shared<RunsOptions>();
  command->add_option("--store", given->store, "Experiment store")->required();
  command->add_flag("--json", given->json, "Print JSON, a run a line");
  command->footer("Example:\n  vignette-cli runs --store runs.sqlite");
  command->callback([given, &context] { run_runs(*given, context.console); });
}

}  // namespace vignette
