#include "store/run_mirror.h"

#include "store/answer_table.h"
#include "store/caption_table.h"
#include "store/curve_table.h"
#include "store/database.h"
#include "store/experiment_store.h"
#include "store/mark_table.h"
#include "store/run_lock.h"
#include "store/run_table.h"
#include "store/schema.h"

namespace vignette {

struct RunMirror::Impl {
  explicit Impl(const std::filesystem::path& file)
      : database(file, false),
        runs(database),
        curves(database),
        captions(database),
        answers(database),
        marks(database) {
    migrate(database, store_migrations(), false);
  }

  void put_row(const RunRecord& run);
  void put_maps(const RunRecord& run);
  void put_owner(const RunRecord& run, const std::string& owner);

  Database database;
  RunTable runs;
  CurveTable curves;
  CaptionTable captions;
  AnswerTable answers;
  MarkTable marks;
};

RunMirror::RunMirror(const std::filesystem::path& file) : impl_(std::make_unique<Impl>(file)) {}

RunMirror::~RunMirror() = default;

const std::filesystem::path& RunMirror::file() const {
  return impl_->database.file();
}

void RunMirror::Impl::put_row(const RunRecord& run) {
  database.run(
      "INSERT INTO run (id, name, state, state_reason, colour, note, created_at, started_at, ended_at, steps, "
      "planned_steps, last_reward, recipe, recipe_resolved, parent, parent_step, parent_checkpoint, archived_at, "
      "origin, sweep) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
      "name = excluded.name, state = excluded.state, state_reason = excluded.state_reason, colour = excluded.colour, "
      "note = excluded.note, created_at = excluded.created_at, started_at = excluded.started_at, ended_at = "
      "excluded.ended_at, steps = excluded.steps, planned_steps = excluded.planned_steps, last_reward = "
      "excluded.last_reward, recipe = excluded.recipe, recipe_resolved = excluded.recipe_resolved, parent = "
      "excluded.parent, parent_step = excluded.parent_step, parent_checkpoint = excluded.parent_checkpoint, "
      "archived_at = excluded.archived_at, origin = excluded.origin, sweep = excluded.sweep, deleted_at = NULL",
      run.id, run.name, std::string(run_state_name(run.state)), run.state_reason, run.colour, run.note, run.created_at,
      run.started_at, run.ended_at, run.steps, run.planned_steps, run.last_reward, run.recipe, run.recipe_resolved,
      run.parent, run.parent_step, run.parent_checkpoint,
      run.archived_at > 0 ? std::optional(run.archived_at) : std::nullopt, run.origin, run.sweep);
}

void RunMirror::Impl::put_maps(const RunRecord& run) {
  runs.set_tags(run.id, run.tags);
  runs.set_provenance(run.id, run.provenance);
  database.run("DELETE FROM run_best WHERE run = ?", run.id);
  for (const auto& [series, value] : run.best)
    if (series != "reward")
      database.run("INSERT INTO run_best VALUES (?, ?, ?, ?)", run.id, series, value, std::int64_t{0});
}

void RunMirror::Impl::put_owner(const RunRecord& run, const std::string& owner) {
  if (run.state == RunState::running || run.state == RunState::paused)
    runs.set_owner(run.id, {owner, 0, 0, now_seconds()});
  else
    database.run("DELETE FROM run_owner WHERE run = ?", run.id);
}

void RunMirror::put_run(const RunRecord& run, const std::string& owner) {
  impl_->database.write([&] {
    impl_->put_row(run);
    impl_->put_maps(run);
    impl_->put_owner(run, owner);
  });
}

void RunMirror::beat(const std::string& owner) {
  impl_->database.write(
      [&] { impl_->database.run("UPDATE run_owner SET heartbeat = ? WHERE host = ?", now_seconds(), owner); });
}

void RunMirror::forget_owners() {
  impl_->database.write([&] {
    impl_->database.run(
        "UPDATE run SET state = 'interrupted', state_reason = 'The connection to the server is lost; whether the run "
        "goes on is not known.' WHERE state IN ('running', 'paused')");
    impl_->database.execute("DELETE FROM run_owner");
  });
}

void RunMirror::hide_runs(std::span<const RunId> runs) {
  impl_->database.write([&] {
    for (const auto run : runs)
      impl_->database.run("UPDATE run SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", now_seconds(), run);
  });
}

std::vector<RunMirror::Listed> RunMirror::listed() {
  return impl_->database.read([&] {
    std::vector<Listed> found;
    std::map<RunId, std::size_t> places;
    Database::Query row(impl_->database, "SELECT id, name, colour, note, deleted_at IS NOT NULL FROM run");
    while (row.next()) {
      places[row.integer(0)] = found.size();
      found.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), {}, row.integer(4) != 0});
    }
    Database::Query tags(impl_->database, "SELECT run, tag FROM run_tag ORDER BY run, position");
    while (tags.next())
      if (const auto place = places.find(tags.integer(0)); place != places.end())
        found[place->second].tags.push_back(tags.text(1));
    return found;
  });
}

std::map<std::string, SeriesEnd> RunMirror::series_ends(RunId run) {
  std::map<std::string, SeriesEnd> ends;
  {
    Database::Query row(impl_->database, "SELECT name, last_step FROM series WHERE run = ? AND last_step IS NOT NULL",
                        run);
    while (row.next()) ends[row.text(0)] = {row.integer(1), 0};
  }
  for (auto& [name, end] : ends)
    impl_->curves.read(run, name, end.step, end.step,
                       [&end = end](auto points) { end.points += static_cast<std::int64_t>(points.size()); });
  return ends;
}

void RunMirror::append(RunId run, const std::map<std::string, std::vector<CurvePoint>>& points) {
  impl_->database.write([&] {
    impl_->runs.require(run);
    for (const auto& [name, added] : points) impl_->curves.append(run, name, added);
  });
}

void RunMirror::cut(RunId run, std::int64_t step) {
  impl_->database.write([&] {
    impl_->curves.truncate(run, step);
    impl_->captions.truncate(run, step);
    impl_->answers.truncate(run, step);
  });
}

void RunMirror::put_captions(RunId run, std::span<const CaptionRecord> captions) {
  impl_->database.write([&] {
    impl_->runs.require(run);
    for (const auto& caption : captions) impl_->captions.append(run, caption);
  });
}

void RunMirror::replace_details(RunId run, const RunDetails& details) {
  auto& database = impl_->database;
  const auto folder = std::filesystem::absolute(database.file()).lexically_normal().parent_path();
  database.write([&] {
    impl_->runs.require(run);
    for (const auto* table : {"run_phase", "parameter_change", "run_mark", "run_clock", "checkpoint"})
      database.run("DELETE FROM " + std::string(table) + " WHERE run = ?", run);
    for (const auto& one : details.phases)
      database.run("INSERT INTO run_phase VALUES (?, ?, ?, ?, ?, ?)", run, one.position, one.name, one.objective,
                   one.steps_before, one.time);
    for (const auto& one : details.changes)
      database.run("INSERT INTO parameter_change (run, step, time, key, value) VALUES (?, ?, ?, ?, ?)", run, one.step,
                   one.time, one.key, one.value);
    for (const auto& one : details.marks) impl_->marks.put(one);
    for (const auto& one : details.clock)
      database.run("INSERT OR REPLACE INTO run_clock VALUES (?, ?, ?, ?)", run, one.step, one.time, one.wall_offset);
    for (const auto& one : details.checkpoints)
      database.run("INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?, ?, ?, ?, ?)", one.id, run, one.step,
                   std::filesystem::path(one.path).lexically_relative(folder).string(), one.kind, one.metric,
                   one.created_at, one.bytes);
  });
}

std::vector<ClockMark> RunMirror::clock(RunId run) {
  return impl_->marks.clock(run);
}

std::vector<RunMark> RunMirror::marks(RunId run) {
  return impl_->marks.of_run(run);
}

std::int64_t RunMirror::last_step(RunId run) {
  Database::Query row(impl_->database,
                      "SELECT max(coalesce((SELECT max(last_step) FROM series WHERE run = ?1), 0), "
                      "coalesce((SELECT max(step) FROM caption WHERE run = ?1), 0))",
                      run);
  return row.next() ? row.integer(0) : 0;
}

void RunMirror::add_answers(std::span<const RunAnswer> answers) {
  impl_->database.write([&] {
    for (const auto& answer : answers) {
      impl_->runs.require(answer.run);
      impl_->answers.add(answer);
      if (answer.id > 0)  // under its own number, so that the next request goes on after it
        impl_->database.run("UPDATE OR REPLACE answer SET id = ? WHERE id = ?", answer.id, impl_->database.last_id());
    }
  });
}

std::int64_t RunMirror::last_answer(RunId run) {
  Database::Query row(impl_->database, "SELECT coalesce(max(id), 0) FROM answer WHERE run = ?", run);
  return row.next() ? row.integer(0) : 0;
}

std::map<std::int64_t, std::int64_t> RunMirror::caption_counts(RunId run) {
  std::map<std::int64_t, std::int64_t> counts;
  Database::Query row(impl_->database, "SELECT step, count(*) FROM caption WHERE run = ? GROUP BY step", run);
  while (row.next()) counts[row.integer(0)] = row.integer(1);
  return counts;
}

std::vector<RunCommand> RunMirror::take_commands() {
  std::vector<RunCommand> taken;
  {
    Database::Query row(impl_->database, "SELECT id, run, verb, key, value FROM command ORDER BY id");
    while (row.next()) taken.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4)});
  }
  if (!taken.empty())
    impl_->database.write([&] { impl_->database.run("DELETE FROM command WHERE id <= ?", taken.back().id); });
  return taken;
}

}  // namespace vignette
