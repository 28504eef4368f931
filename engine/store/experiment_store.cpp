#include "store/experiment_store.h"

#include <chrono>
#include <utility>

#include "store/answer_table.h"
#include "store/caption_table.h"
#include "store/curve_table.h"
#include "store/database.h"
#include "store/image_tag_table.h"
#include "store/mark_table.h"
#include "store/queue_table.h"
#include "store/rating_table.h"
#include "store/run_lock.h"
#include "store/run_purge.h"
#include "store/run_table.h"
#include "store/schema.h"

namespace vignette {
namespace {

constexpr std::int64_t pages_per_slice = 500;

bool is_going(RunState state) {
  return state == RunState::running || state == RunState::paused;
}

/// For a reader. Where the file cannot be written, the reader says so.
void bring_up_to_date(const std::filesystem::path& file) try {
  Database writer(file, false);
  migrate(writer, store_migrations(), false);
} catch (const StoreError&) {
}

}  // namespace

struct ExperimentStore::Impl {
  Impl(const std::filesystem::path& file, Mode mode)
      : database(file, mode == Mode::read_only),
        runs(database),
        curves(database),
        captions(database),
        answers(database),
        marks(database),
        image_tags(database),
        ratings(database),
        queue(database),
        locks(file),
        folder(std::filesystem::absolute(file).lexically_normal().parent_path()) {
    if (mode == Mode::read_only && is_older_store(database)) bring_up_to_date(file);
    migrate(database, store_migrations(), mode == Mode::read_only);
  }

  // A path below the store's folder is kept relative to it: it holds in every working directory and moves along.
  std::string kept_path(const std::string& path) const {
    const auto whole = std::filesystem::absolute(path).lexically_normal();
    const auto relative = whole.lexically_relative(folder);
    return (relative.empty() || *relative.begin() == ".." ? whole : relative).string();
  }
  std::string whole_path(const std::string& kept) const { return (folder / kept).string(); }

  /// Inside a transaction, once the run is known to be there.
  template <class Work>
  void write_run(RunId id, const Work& work) {
    database.write([&] {
      runs.require(id);
      work();
    });
  }

  bool owner_alive(RunId id) {
    const auto owner = runs.owner(id);
    return owner && (locks.holds(id) || owner_lives(database.file(), id, *owner));
  }

  void mark_interrupted(RunRecord& run) {
    if (!is_going(run.state) || owner_alive(run.id)) return;
    run.state = RunState::interrupted;
    run.state_reason = "The process that trained it is gone. Resume it to go on after its last checkpoint.";
  }

  void complete(RunRecord& run) {
    mark_interrupted(run);
    if (!run.parent_checkpoint.empty()) run.parent_checkpoint = whole_path(run.parent_checkpoint);
  }

  Database database;
  RunTable runs;
  CurveTable curves;
  CaptionTable captions;
  AnswerTable answers;
  MarkTable marks;
  ImageTagTable image_tags;
  RatingTable ratings;
  QueueTable queue;
  RunLocks locks;
  const std::filesystem::path folder;  // of the store's file
};

ExperimentStore::ExperimentStore(const std::filesystem::path& file, Mode mode)
    : impl_(std::make_unique<Impl>(file, mode)) {}

ExperimentStore::~ExperimentStore() = default;

const std::filesystem::path& ExperimentStore::file() const {
  return impl_->database.file();
}

std::int64_t ExperimentStore::change_counter() {
  return impl_->database.change_counter();
}

RunId ExperimentStore::create_run(const NewRun& run) {
  RunId id = 0;
  auto row = run;
  if (!row.parent_checkpoint.empty()) row.parent_checkpoint = impl_->kept_path(row.parent_checkpoint);
  impl_->database.write([&] {
    if (row.queued != 0) row.sweep = impl_->queue.take(row.queued).sweep;
    id = impl_->runs.add(row);
  });
  return id;
}

std::vector<RunRecord> ExperimentStore::runs() {
  auto found = impl_->database.read([&] { return impl_->runs.records({}); });
  for (auto& run : found) impl_->complete(run);
  return found;
}

std::optional<RunRecord> ExperimentStore::run(RunId id) {
  auto found = impl_->database.read([&] { return impl_->runs.records(id); });
  if (found.empty()) return std::nullopt;
  impl_->complete(found.front());
  return std::move(found.front());
}

void ExperimentStore::rename_run(RunId id, const std::string& name) {
  impl_->database.write([&] { impl_->runs.set_text(id, "name", name); });
}

void ExperimentStore::set_colour(RunId id, const std::string& colour) {
  impl_->database.write([&] { impl_->runs.set_text(id, "colour", colour); });
}

void ExperimentStore::set_note(RunId id, const std::string& note) {
  impl_->database.write([&] { impl_->runs.set_text(id, "note", note); });
}

void ExperimentStore::set_tags(RunId id, const std::vector<std::string>& tags) {
  impl_->database.write([&] { impl_->runs.set_tags(id, tags); });
}

void ExperimentStore::set_archived(RunId id, bool archived) {
  const auto when = archived ? std::optional(now_seconds()) : std::nullopt;
  impl_->write_run(id, [&] { impl_->database.run("UPDATE run SET archived_at = ? WHERE id = ?", when, id); });
}

void ExperimentStore::set_state(RunId id, RunState state, const std::string& reason) {
  impl_->database.write([&] { impl_->runs.set_state(id, state, reason); });
}

void ExperimentStore::set_planned_steps(RunId id, std::int64_t steps) {
  impl_->write_run(id, [&] { impl_->database.run("UPDATE run SET planned_steps = ? WHERE id = ?", steps, id); });
}

void ExperimentStore::set_provenance(RunId id, const std::map<std::string, std::string>& provenance) {
  impl_->database.write([&] { impl_->runs.set_provenance(id, provenance); });
}

void ExperimentStore::delete_run(RunId id) {
  impl_->write_run(id, [&] {
    const auto owner = impl_->runs.owner(id);
    if (owner && impl_->owner_alive(id))
      throw StoreError("Run " + std::to_string(id) + " is training (process " + std::to_string(owner->pid) + " on " +
                       owner->host + "). Stop it before deleting it.");
    impl_->database.run("UPDATE run SET deleted_at = ? WHERE id = ?", now_seconds(), id);
  });
}

void ExperimentStore::restore_run(RunId id) {
  impl_->write_run(id, [&] { impl_->database.run("UPDATE run SET deleted_at = NULL WHERE id = ?", id); });
}

std::vector<std::string> ExperimentStore::purge_deleted() {
  auto& database = impl_->database;
  std::vector<RunId> hidden;
  std::vector<std::string> orphans;
  database.read([&] {
    Database::Query runs(database, "SELECT id FROM run WHERE deleted_at IS NOT NULL");
    while (runs.next()) hidden.push_back(runs.integer(0));
    std::erase_if(hidden, [&](RunId id) { return impl_->owner_alive(id); });  // being copied here just now
    Database::Query paths(database,
                          "SELECT DISTINCT path FROM checkpoint WHERE run IN (SELECT id FROM run WHERE deleted_at IS "
                          "NOT NULL) AND path NOT IN (SELECT path FROM checkpoint WHERE run IN (SELECT id FROM run "
                          "WHERE deleted_at IS NULL)) ORDER BY path");
    while (paths.next()) orphans.push_back(impl_->whole_path(paths.text(0)));
  });
  for (const auto id : hidden) purge_run(database, id);
  while (!hidden.empty() && database.pragma("freelist_count") > 0)
    if (!database.shrink(pages_per_slice)) break;
  return orphans;
}

bool ExperimentStore::claim_run(RunId id) {
  impl_->database.read([&] { impl_->runs.require(id); });
  const bool held = impl_->locks.holds(id);
  const auto outcome = impl_->locks.take(id);
  if (outcome == RunLocks::Outcome::held_elsewhere) return false;
  bool claimed = false;
  impl_->database.write([&] {
    // Where there are no file locks the stored owner decides.
    const auto owner = impl_->runs.owner(id);
    const bool foreign = owner && (outcome == RunLocks::Outcome::unsupported || owner->host != this_process().host);
    if (foreign && owner_lives(file(), id, *owner)) return;
    impl_->runs.set_owner(id, this_process());
    if (!held) impl_->database.run("DELETE FROM command WHERE run = ?", id);  // meant for an owner that is gone
    claimed = true;
  });
  if (!claimed) impl_->locks.drop(id);
  return claimed;
}

void ExperimentStore::heartbeat(RunId id) {
  impl_->database.write(
      [&] { impl_->database.run("UPDATE run_owner SET heartbeat = ? WHERE run = ?", now_seconds(), id); });
}

void ExperimentStore::release_run(RunId id) {
  impl_->database.write([&] { impl_->database.run("DELETE FROM run_owner WHERE run = ?", id); });
  impl_->locks.drop(id);
}

std::optional<RunOwner> ExperimentStore::owner(RunId id) {
  return impl_->runs.owner(id);
}

bool ExperimentStore::owner_alive(RunId id) {
  return impl_->owner_alive(id);
}

void ExperimentStore::append_steps(RunId id, std::span<const StepScalars> steps) {
  if (steps.empty()) return;
  std::map<std::string, std::vector<CurvePoint>> curves;
  for (const auto& step : steps)
    for (const auto& [name, value] : step.scalars) curves[name].push_back({step.step, step.time, value});
  impl_->write_run(id, [&] {
    for (const auto& [name, points] : curves) impl_->curves.append(id, name, points);
    impl_->runs.note_scalars(id, steps);
    impl_->marks.note_clock(id, steps.front().step, steps.back().time);
  });
}

std::vector<std::string> ExperimentStore::series(RunId id) {
  return impl_->curves.names(id);
}

std::vector<CurvePoint> ExperimentStore::curve(RunId id, const std::string& series) {
  return impl_->database.read([&] { return impl_->curves.points(id, series); });
}

void ExperimentStore::read_curve(RunId id, const std::string& series, std::int64_t first_step, std::int64_t last_step,
                                 const std::function<void(std::span<const CurvePoint>)>& take) {
  impl_->curves.read(id, series, first_step, last_step, take);
}

std::vector<ClockMark> ExperimentStore::clock(RunId id) {
  return impl_->marks.clock(id);
}

std::vector<CurveBucket> ExperimentStore::curve_buckets(RunId id, const std::string& series, std::int64_t first_step,
                                                        std::int64_t last_step, std::int64_t buckets) {
  return impl_->database.read([&] { return impl_->curves.buckets(id, series, first_step, last_step, buckets); });
}

void ExperimentStore::truncate_after(RunId id, std::int64_t step) {
  auto& database = impl_->database;
  impl_->write_run(id, [&] {
    impl_->curves.truncate(id, step);
    impl_->captions.truncate(id, step);
    database.run("DELETE FROM parameter_change WHERE run = ? AND step > ?", id, step);
    database.run("DELETE FROM checkpoint WHERE run = ? AND step > ?", id, step);
    database.run("DELETE FROM run_phase WHERE run = ? AND steps_before > ?", id, step);
    impl_->answers.truncate(id, step);
    impl_->marks.truncate(id, step);
    impl_->runs.renew_scalars(id, step, impl_->curves.names(id),
                              [&](const std::string& name) { return impl_->curves.points(id, name); });
  });
}

void ExperimentStore::put_references(RunId id, std::int64_t image_id, const std::string& image_path,
                                     const std::vector<std::string>& references) {
  impl_->write_run(id, [&] { impl_->captions.put_image(id, image_id, image_path, references); });
}

void ExperimentStore::append_captions(RunId id, std::span<const CaptionRecord> captions) {
  impl_->write_run(id, [&] {
    for (const auto& caption : captions) impl_->captions.append(id, caption);
  });
}

std::vector<CaptionRecord> ExperimentStore::captions(const CaptionQuery& query) {
  return impl_->database.read([&] { return impl_->captions.find(query); });
}

std::int64_t ExperimentStore::count_captions(const CaptionQuery& query) {
  return impl_->captions.count(query);
}

std::vector<std::int64_t> ExperimentStore::caption_steps(RunId id) {
  return impl_->captions.steps(id);
}

std::int64_t ExperimentStore::add_checkpoint(const CheckpointRecord& checkpoint) {
  auto& database = impl_->database;
  std::int64_t id = 0;
  impl_->write_run(checkpoint.run, [&] {
    database.run(
        "INSERT INTO checkpoint (run, step, path, kind, metric, created_at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
        checkpoint.run, checkpoint.step, impl_->kept_path(checkpoint.path), checkpoint.kind, checkpoint.metric,
        checkpoint.created_at > 0 ? checkpoint.created_at : now_seconds(), checkpoint.bytes);
    id = database.last_id();
  });
  return id;
}

std::vector<CheckpointRecord> ExperimentStore::checkpoints(RunId id) {
  std::vector<CheckpointRecord> found;
  Database::Query row(impl_->database,
                      "SELECT id, run, step, path, kind, metric, created_at, bytes FROM checkpoint WHERE run = ? "
                      "ORDER BY step, id",
                      id);
  while (row.next())
    found.push_back({row.integer(0), row.integer(1), row.integer(2), impl_->whole_path(row.text(3)), row.text(4),
                     row.maybe_real(5), row.real(6), row.integer(7)});
  return found;
}

void ExperimentStore::remove_checkpoint(std::int64_t checkpoint_id) {
  impl_->database.write([&] { impl_->database.run("DELETE FROM checkpoint WHERE id = ?", checkpoint_id); });
}

void ExperimentStore::put_phase(RunId id, const RunPhase& phase) {
  impl_->write_run(id, [&] {
    impl_->database.run("DELETE FROM run_phase WHERE run = ? AND position >= ?", id, phase.position);
    impl_->database.run("INSERT INTO run_phase VALUES (?, ?, ?, ?, ?, ?)", id, phase.position, phase.name,
                        phase.objective, phase.steps_before, phase.time);
  });
}

std::vector<RunPhase> ExperimentStore::phases(RunId id) {
  std::vector<RunPhase> found;
  Database::Query row(impl_->database,
                      "SELECT position, name, objective, steps_before, time FROM run_phase WHERE run = ? "
                      "ORDER BY position",
                      id);
  while (row.next()) found.push_back({row.integer(0), row.text(1), row.text(2), row.integer(3), row.real(4)});
  return found;
}

void ExperimentStore::set_checkpoint_kind(std::int64_t checkpoint_id, const std::string& kind) {
  impl_->database.write(
      [&] { impl_->database.run("UPDATE checkpoint SET kind = ? WHERE id = ?", kind, checkpoint_id); });
}

std::int64_t ExperimentStore::put_mark(const RunMark& mark) {
  std::int64_t id = 0;
  impl_->write_run(mark.run, [&] { id = impl_->marks.put(mark); });
  return id;
}

void ExperimentStore::remove_mark(std::int64_t mark_id) {
  impl_->database.write([&] { impl_->database.run("DELETE FROM run_mark WHERE id = ?", mark_id); });
}

void ExperimentStore::add_warning(RunId id, const std::string& text) {
  impl_->write_run(id, [&] { impl_->marks.add_warning(id, text); });
}

std::vector<RunMark> ExperimentStore::marks(RunId id) {
  return impl_->marks.of_run(id);
}

void ExperimentStore::add_parameter_change(RunId id, const ParameterChange& change) {
  impl_->write_run(id, [&] {
    impl_->database.run("INSERT INTO parameter_change (run, step, time, key, value) VALUES (?, ?, ?, ?, ?)", id,
                        change.step, change.time, change.key, change.value);
  });
}

std::vector<ParameterChange> ExperimentStore::parameter_changes(RunId id) {
  std::vector<ParameterChange> found;
  Database::Query row(impl_->database,
                      "SELECT step, time, key, value FROM parameter_change WHERE run = ? ORDER BY step, id", id);
  while (row.next()) found.push_back({row.integer(0), row.real(1), row.text(2), row.text(3)});
  return found;
}

std::int64_t ExperimentStore::post_command(RunId id, const std::string& verb, const std::string& key,
                                           const std::string& value) {
  std::int64_t number = 0;
  impl_->write_run(id, [&] {
    impl_->database.run("INSERT INTO command (run, verb, key, value, posted_at) VALUES (?, ?, ?, ?, ?)", id, verb, key,
                        value, now_seconds());
    number = impl_->database.last_id();
  });
  return number;
}

std::vector<RunCommand> ExperimentStore::take_commands(RunId id) {
  std::vector<RunCommand> taken;
  {
    // Polled at each step and nearly always empty: look before locking.
    Database::Query row(impl_->database, "SELECT id, run, verb, key, value FROM command WHERE run = ? ORDER BY id", id);
    while (row.next()) taken.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4)});
  }
  if (taken.empty()) return taken;
  impl_->database.write([&] {
    // Another taker of the same run may have been quicker: what it took is not ours.
    std::erase_if(taken, [&](const RunCommand& command) {
      return impl_->database.run("DELETE FROM command WHERE id = ?", command.id) == 0;
    });
  });
  return taken;
}

void ExperimentStore::add_answer(const RunAnswer& answer) {
  impl_->write_run(answer.run, [&] { impl_->answers.add(answer); });
}

std::vector<RunAnswer> ExperimentStore::answers(RunId id, std::int64_t after) {
  return impl_->answers.of_run(id, after);
}

std::optional<RunAnswer> ExperimentStore::answer_to(std::int64_t command) {
  return impl_->answers.to_request(command);
}

void ExperimentStore::set_image_tag(std::span<const std::string> paths, const std::string& tag, bool tagged) {
  if (tag.empty()) throw StoreError(file().string() + ": a tag needs a name");
  impl_->database.write([&] {
    for (const auto& path : paths) tagged ? impl_->image_tags.put(path, tag) : impl_->image_tags.remove(path, tag);
  });
}

void ExperimentStore::rename_image_tag(const std::string& tag, const std::string& name) {
  if (name.empty()) throw StoreError(file().string() + ": a tag needs a name");
  impl_->database.write([&] { impl_->image_tags.rename(tag, name); });
}

std::vector<std::pair<std::string, std::string>> ExperimentStore::image_tags() {
  return impl_->image_tags.all();
}

std::int64_t ExperimentStore::add_rating(const CaptionRating& rating) {
  std::int64_t id = 0;
  impl_->database.write([&] {
    impl_->runs.require(rating.run_a);
    impl_->runs.require(rating.run_b);
    id = impl_->ratings.add(rating);
  });
  return id;
}

void ExperimentStore::remove_rating(std::int64_t rating) {
  impl_->database.write([&] { impl_->ratings.remove(rating); });
}

std::vector<CaptionRating> ExperimentStore::ratings(RunId a, RunId b) {
  return impl_->ratings.between(a, b);
}

std::vector<QueuedRun> ExperimentStore::queue() {
  return impl_->queue.entries();
}

std::optional<QueuedRun> ExperimentStore::queued_run(std::int64_t id) {
  return impl_->queue.entry(id);
}

std::int64_t ExperimentStore::put_queued(const QueuedRun& entry) {
  std::int64_t id = 0;
  impl_->database.write([&] { id = impl_->queue.put(entry); });
  return id;
}

bool ExperimentStore::remove_queued(std::int64_t id) {
  bool removed = false;
  impl_->database.write([&] { removed = impl_->queue.remove(id); });
  return removed;
}

void ExperimentStore::set_queued_problem(std::int64_t id, const std::string& problem) {
  impl_->database.write([&] { impl_->queue.set_problem(id, problem); });
}

void ExperimentStore::order_queue(std::span<const std::int64_t> ids) {
  impl_->database.write([&] { impl_->queue.order(ids); });
}

std::int64_t ExperimentStore::put_sweep(const std::string& name, const std::string& definition,
                                        std::span<const QueuedRun> entries) {
  std::int64_t id = 0;
  impl_->database.write([&] {
    id = impl_->queue.add_sweep(name, definition);
    const auto prefix = (name.empty() ? "sweep " + std::to_string(id) : name) + ": ";
    for (auto entry : entries) {
      entry.sweep = id;
      entry.name = prefix + entry.name;
      impl_->queue.put(entry);
    }
  });
  return id;
}

std::vector<SweepRecord> ExperimentStore::sweeps() {
  return impl_->queue.sweeps();
}

void ExperimentStore::discard_run(RunId id) {
  delete_run(id);
  purge_run(impl_->database, id);
}

void ExperimentStore::set_history(RunId id, double started_at, double ended_at) {
  impl_->write_run(id, [&] {
    impl_->runs.set_state(id, RunState::finished, {});
    impl_->database.run("UPDATE run SET created_at = ?1, started_at = ?1, ended_at = ?2 WHERE id = ?3", started_at,
                        ended_at, id);
    impl_->marks.set_clock(id, started_at);
  });
}

std::optional<std::string> ExperimentStore::setting(const std::string& key) {
  Database::Query row(impl_->database, "SELECT value FROM setting WHERE key = ?", key);
  return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

void ExperimentStore::set_setting(const std::string& key, const std::string& value) {
  impl_->database.write([&] { impl_->database.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", key, value); });
}

}  // namespace vignette
