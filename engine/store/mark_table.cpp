#include "store/mark_table.h"

#include <cmath>

#include "store/experiment_store.h"
#include "store/run_lock.h"

namespace vignette {
namespace {

constexpr double clock_tolerance = 2;  // seconds: steps are stored in batches, and a batch may wait
constexpr std::int64_t warnings_kept = 1000;

}  // namespace

std::int64_t MarkTable::put(const RunMark& mark) {
  if (mark.text.empty())
    throw StoreError(database_.file().string() + ": a " + mark.kind + " at step " + std::to_string(mark.step) +
                     " has no text. Write one, or remove it.");
  const double created = mark.created_at > 0 ? mark.created_at : now_seconds();
  if (mark.id > 0) {
    database_.run("INSERT OR REPLACE INTO run_mark VALUES (?, ?, ?, ?, ?, ?)", mark.id, mark.run, mark.step, mark.kind,
                  mark.text, created);
    return mark.id;
  }
  database_.run("INSERT INTO run_mark (run, step, kind, text, created_at) VALUES (?, ?, ?, ?, ?)", mark.run, mark.step,
                mark.kind, mark.text, created);
  return database_.last_id();
}

void MarkTable::add_warning(RunId run, const std::string& text) {
  database_.run(
      "INSERT INTO run_mark (run, step, kind, text, created_at) SELECT id, steps, 'warning', ?1, ?2 FROM run "
      "WHERE id = ?3 AND (SELECT count(*) FROM run_mark WHERE run = ?3 AND kind = 'warning') < ?4 "
      "AND NOT EXISTS (SELECT 1 FROM run_mark WHERE run = ?3 AND kind = 'warning' AND text = ?1)",
      text, now_seconds(), run, warnings_kept);
}

std::vector<RunMark> MarkTable::of_run(RunId run) {
  std::vector<RunMark> found;
  Database::Query row(
      database_, "SELECT id, run, step, kind, text, created_at FROM run_mark WHERE run = ? ORDER BY step, id", run);
  while (row.next())
    found.push_back({row.integer(0), row.integer(1), row.integer(2), row.text(3), row.text(4), row.real(5)});
  return found;
}

void MarkTable::note_clock(RunId run, std::int64_t first_step, double time) {
  const double offset = now_seconds() - time;
  {
    Database::Query last(database_, "SELECT wall_offset FROM run_clock WHERE run = ? ORDER BY step DESC LIMIT 1", run);
    if (last.next() && std::abs(last.real(0) - offset) <= clock_tolerance) return;
  }
  database_.run("INSERT OR REPLACE INTO run_clock VALUES (?, ?, ?, ?)", run, first_step, time, offset);
}

std::vector<ClockMark> MarkTable::clock(RunId run) {
  std::vector<ClockMark> found;
  Database::Query row(database_, "SELECT step, time, wall_offset FROM run_clock WHERE run = ? ORDER BY step", run);
  while (row.next()) found.push_back({row.integer(0), row.real(1), row.real(2)});
  return found;
}

void MarkTable::set_clock(RunId run, double wall_offset) {
  database_.run("DELETE FROM run_clock WHERE run = ?", run);
  database_.run("INSERT INTO run_clock VALUES (?, 0, 0, ?)", run, wall_offset);
}

void MarkTable::truncate(RunId run, std::int64_t step) {
  database_.run("DELETE FROM run_mark WHERE run = ? AND step > ? AND kind <> 'note'", run, step);
  database_.run("DELETE FROM run_clock WHERE run = ? AND step > ?", run, step);
}

}  // namespace vignette
