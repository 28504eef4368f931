#include "store/run_table.h"

#include <array>
#include <cmath>

#include "store/run_lock.h"

namespace vignette {
namespace {

// Told apart by colour-blind people too, on light and dark ground.
constexpr std::array<const char*, 10> colours = {"#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee",
                                                 "#aa3377", "#ee8833", "#44aa99", "#9988cc", "#bb5566"};

constexpr const char* columns =
    "SELECT id, name, state, state_reason, colour, note, created_at, started_at, ended_at, steps, planned_steps, "
    "last_reward, recipe, recipe_resolved, parent, parent_step, parent_checkpoint, archived_at, origin, sweep FROM "
    "run ";

RunRecord record_of(const Database::Query& row) {
  RunRecord run;
  run.id = row.integer(0);
  run.name = row.text(1);
  run.state = run_state_from_name(row.text(2));
  run.state_reason = row.text(3);
  run.colour = row.text(4);
  run.note = row.text(5);
  run.created_at = row.real(6);
  run.started_at = row.real(7);
  run.ended_at = row.real(8);
  run.steps = row.integer(9);
  run.planned_steps = row.maybe_integer(10);
  run.last_reward = row.maybe_real(11);
  run.recipe = row.text(12);
  run.recipe_resolved = row.text(13);
  run.parent = row.maybe_integer(14);
  run.parent_step = row.maybe_integer(15);
  run.parent_checkpoint = row.text(16);
  run.archived_at = row.maybe_real(17).value_or(0);
  run.origin = row.text(18);
  run.sweep = row.maybe_integer(19);
  if (run.last_reward) run.best["reward"] = *run.last_reward;
  return run;
}

bool has_ended(RunState state) {
  return state == RunState::stopped || state == RunState::finished || state == RunState::failed ||
         state == RunState::interrupted;
}

}  // namespace

bool smaller_is_better(const std::string& series) {
  return series.find("loss") != series.npos || series.find("perplexity") != series.npos;
}

RunId RunTable::add(const NewRun& run) {
  if (run.parent) require(*run.parent);
  database_.run(
      "INSERT INTO run (name, state, created_at, recipe, recipe_resolved, planned_steps, parent, parent_step, "
      "parent_checkpoint, origin, sweep) VALUES (?, 'created', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      run.name, now_seconds(), run.recipe, run.recipe_resolved, run.planned_steps, run.parent, run.parent_step,
      run.parent_checkpoint, run.origin, run.sweep);
  const auto id = database_.last_id();
  database_.run("UPDATE run SET name = ?, colour = ? WHERE id = ?",
                run.name.empty() ? "run " + std::to_string(id) : run.name,
                std::string(colours[static_cast<std::size_t>(id - 1) % colours.size()]), id);
  set_provenance(id, run.provenance);
  return id;
}

std::vector<RunRecord> RunTable::records(std::optional<RunId> only) {
  std::vector<RunRecord> found;
  {
    Database::Query query(database_,
                          std::string(columns) + (only ? "WHERE id = ?" : "WHERE deleted_at IS NULL ORDER BY id DESC"));
    if (only) query.bind(1, *only);
    while (query.next()) found.push_back(record_of(query));
  }
  std::map<RunId, RunRecord*> by_id;
  for (auto& run : found) by_id[run.id] = &run;
  add_tags(by_id);
  add_maps(by_id);
  return found;
}

void RunTable::add_tags(std::map<RunId, RunRecord*>& by_id) {
  const bool one = by_id.size() == 1;
  Database::Query query(database_, std::string("SELECT run, tag FROM run_tag ") + (one ? "WHERE run = ? " : "") +
                                       "ORDER BY run, position");
  if (one) query.bind(1, by_id.begin()->first);
  while (query.next())
    if (const auto run = by_id.find(query.integer(0)); run != by_id.end()) run->second->tags.push_back(query.text(1));
}

void RunTable::add_maps(std::map<RunId, RunRecord*>& by_id) {
  const bool one = by_id.size() == 1;
  const std::string which = one ? " WHERE run = ?" : "";
  Database::Query best(database_, "SELECT run, series, value FROM run_best" + which);
  Database::Query provenance(database_, "SELECT run, key, value FROM run_provenance" + which);
  if (one) best.bind(1, by_id.begin()->first);
  if (one) provenance.bind(1, by_id.begin()->first);
  while (best.next())
    if (const auto run = by_id.find(best.integer(0)); run != by_id.end())
      run->second->best[best.text(1)] = best.real(2);
  while (provenance.next())
    if (const auto run = by_id.find(provenance.integer(0)); run != by_id.end())
      run->second->provenance[provenance.text(1)] = provenance.text(2);
}

void RunTable::require(RunId run) {
  Database::Query query(database_, "SELECT 1 FROM run WHERE id = ?", run);
  if (!query.next())
    throw StoreError(database_.file().string() + ": there is no run " + std::to_string(run) +
                     ". List the runs to see their numbers.");
}

void RunTable::set_text(RunId run, const std::string& column, const std::string& value) {
  require(run);
  database_.run("UPDATE run SET " + column + " = ? WHERE id = ?", value, run);
}

void RunTable::set_tags(RunId run, const std::vector<std::string>& tags) {
  require(run);
  database_.run("DELETE FROM run_tag WHERE run = ?", run);
  std::set<std::string> seen;
  std::int64_t position = 0;
  for (const auto& tag : tags)
    if (seen.insert(tag).second) database_.run("INSERT INTO run_tag VALUES (?, ?, ?)", run, position++, tag);
}

void RunTable::set_provenance(RunId run, const std::map<std::string, std::string>& provenance) {
  require(run);
  database_.run("DELETE FROM run_provenance WHERE run = ?", run);
  for (const auto& [key, value] : provenance)
    database_.run("INSERT INTO run_provenance VALUES (?, ?, ?)", run, key, value);
}

void RunTable::set_state(RunId run, RunState state, const std::string& reason) {
  set_text(run, "state", std::string(run_state_name(state)));
  set_text(run, "state_reason", reason);
  const double now = now_seconds();
  if (state == RunState::running)
    database_.run("UPDATE run SET started_at = iif(started_at = 0, ?, started_at) WHERE id = ?", now, run);
  database_.run("UPDATE run SET ended_at = ? WHERE id = ?", has_ended(state) ? now : 0.0, run);
}

void RunTable::note_scalars(RunId run, std::span<const ExperimentStore::StepScalars> steps) {
  for (const auto& step : steps) {
    for (const auto& [name, value] : step.scalars) {
      if (name == "reward") database_.run("UPDATE run SET last_reward = ? WHERE id = ?", value, run);
      if (has_best(name)) note_best(run, name, value, step.step);
    }
  }
  if (!steps.empty()) database_.run("UPDATE run SET steps = max(steps, ?) WHERE id = ?", steps.back().step, run);
}

void RunTable::note_best(RunId run, const std::string& series, double value, std::int64_t step) {
  if (std::isnan(value)) return;
  const std::string better = smaller_is_better(series) ? "excluded.value < value" : "excluded.value > value";
  database_.run(
      "INSERT INTO run_best VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, step = excluded.step "
      "WHERE " +
          better,
      run, series, value, step);
}

void RunTable::set_owner(RunId run, const RunOwner& owner) {
  database_.run("INSERT OR REPLACE INTO run_owner VALUES (?, ?, ?, ?, ?)", run, owner.host, owner.pid,
                owner.process_start, owner.heartbeat);
}

std::optional<RunOwner> RunTable::owner(RunId run) {
  Database::Query query(database_, "SELECT host, pid, process_start, heartbeat FROM run_owner WHERE run = ?", run);
  if (!query.next()) return std::nullopt;
  return RunOwner{query.text(0), query.integer(1), query.integer(2), query.real(3)};
}

}  // namespace vignette
