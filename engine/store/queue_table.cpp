#include "store/queue_table.h"

#include "store/experiment_store.h"
#include "store/run_lock.h"

namespace vignette {
namespace {

constexpr const char* columns = "SELECT id, name, recipe, sweep, problem, created_at, position FROM queued_run ";

QueuedRun entry_of(const Database::Query& row) {
  return {row.integer(0), row.text(1), row.text(2), row.maybe_integer(3), row.text(4), row.real(5), row.integer(6)};
}

}  // namespace

std::vector<QueuedRun> QueueTable::entries() {
  std::vector<QueuedRun> found;
  Database::Query row(database_, std::string(columns) + "ORDER BY position, id");
  while (row.next()) found.push_back(entry_of(row));
  return found;
}

std::optional<QueuedRun> QueueTable::entry(std::int64_t id) {
  Database::Query row(database_, std::string(columns) + "WHERE id = ?", id);
  if (!row.next()) return std::nullopt;
  return entry_of(row);
}

std::int64_t QueueTable::put(const QueuedRun& entry) {
  std::int64_t position = entry.position;
  if (position <= 0) {
    Database::Query last(database_, "SELECT coalesce(max(position), 0) + 1 FROM queued_run");
    last.next();
    position = last.integer(0);
  }
  std::optional<std::int64_t> number;
  if (entry.id > 0) number = entry.id;
  database_.run(
      "INSERT OR REPLACE INTO queued_run (id, position, name, recipe, sweep, problem, created_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      number, position, entry.name, entry.recipe, entry.sweep, entry.problem,
      entry.created_at > 0 ? entry.created_at : now_seconds());
  return entry.id > 0 ? entry.id : database_.last_id();
}

bool QueueTable::remove(std::int64_t id) {
  return database_.run("DELETE FROM queued_run WHERE id = ?", id) > 0;
}

void QueueTable::set_problem(std::int64_t id, const std::string& problem) {
  database_.run("UPDATE queued_run SET problem = ? WHERE id = ?", problem, id);
}

void QueueTable::order(std::span<const std::int64_t> ids) {
  std::int64_t position = 0;
  for (const auto id : ids) database_.run("UPDATE queued_run SET position = ? WHERE id = ?", ++position, id);
}

QueuedRun QueueTable::take(std::int64_t id) {
  auto found = entry(id);
  if (!found || !remove(id))
    throw StoreError(database_.file().string() + ": the queue has no entry " + std::to_string(id) +
                     " any more: another process took or removed it.");
  return *found;
}

std::int64_t QueueTable::add_sweep(const std::string& name, const std::string& definition) {
  database_.run("INSERT INTO sweep (name, definition, created_at) VALUES (?, ?, ?)", name, definition, now_seconds());
  const auto id = database_.last_id();
  if (name.empty()) database_.run("UPDATE sweep SET name = ? WHERE id = ?", "sweep " + std::to_string(id), id);
  return id;
}

std::vector<SweepRecord> QueueTable::sweeps() {
  std::vector<SweepRecord> found;
  Database::Query row(database_, "SELECT id, name, definition, created_at FROM sweep ORDER BY id");
  while (row.next()) found.push_back({row.integer(0), row.text(1), row.text(2), row.real(3)});
  return found;
}

}  // namespace vignette
