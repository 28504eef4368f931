#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/run_query.h"

namespace vignette {
namespace {

struct RunsOptions {
  std::string store, where;
  bool json = false, archived = false;
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

RunQuery query_of(const std::string& where) {
  try {
    return RunQuery(where);
  } catch (const RunQueryError& error) {
    throw InputError(concat("--where: ", error.what(), "\n  ", where, "\n  ", std::string(error.position, ' '),
                            std::string(std::min(error.length, where.size() + 1 - error.position), '^')));
  }
}

std::vector<RunRecord> chosen_runs(const RunsOptions& given, ExperimentStore& store) {
  const auto query = query_of(given.where);
  std::vector<RunRecord> chosen;
  for (auto& record : store.runs()) {
    if (record.archived_at > 0 && !given.archived && !query.names_archived()) continue;
    auto facts = run_facts(std::move(record));
    read_last_values(store, facts, query.last_series());
    if (query.matches(facts)) chosen.push_back(std::move(facts.record));
  }
  return chosen;
}

void run_runs(const RunsOptions& given, Console& console) {
  const auto store = open_store(given.store);
  const auto runs = chosen_runs(given, *store);
  if (!given.json)
    console.print(!runs.empty()         ? "   id  name                      state           steps  best"
                  : given.where.empty() ? "no runs yet"
                                        : "no run matches");
  for (const auto& run : runs) given.json ? console.json(describe(run)) : console.print(row_of(run));
}

}  // namespace

void add_runs_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("runs", "List the runs of a store, newest first.");
  const auto given = std::make_shared<RunsOptions>();
  command->add_option("--store", given->store, "Experiment store")->required();
  command->add_flag("--json", given->json, "Print JSON, a run a line");
  command->add_option("--where", given->where,
                      "Only runs that match an expression, such as \"lr < 1e-4 and cider > 90\"");
  command->add_flag("--archived", given->archived, "List archived runs too");
  command->footer(
      "An expression compares (< <= > >= = != ~ !~, the last two for text that contains) facts of a run (name, state,\n"
      "steps, duration, tag, host, note, created, sweep), keys of its recipe, and the best of a metric (val/CIDEr, in\n"
      "the unit of papers; last:SERIES is a curve's newest value). and, or, not and ( ) join. Short names: lr, bs, "
      "seed,\n"
      "wd, warmup, objective, kl, entropy, cider, bleu4, rouge, meteor, loss.\n"
      "Examples:\n  vignette-cli runs --store runs.sqlite\n"
      "  vignette-cli runs --store runs.sqlite --where 'lr < 1e-4 and val/CIDEr > 90 and not tag:old'");
  command->callback([given, &context] { run_runs(*given, context.console); });
}

}  // namespace vignette
