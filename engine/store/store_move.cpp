#include <cerrno>
#include <set>
#include <system_error>

#include "store/database.h"
#include "store/folder_copy.h"
#include "store/store_maintenance.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

struct Stopped {};

struct Places {
  fs::path from, to, part, from_runs, to_runs;

  Places(const fs::path& old_file, const fs::path& new_file)
      : from(fs::absolute(old_file).lexically_normal()),
        to(fs::absolute(new_file).lexically_normal()),
        part(to.string() + ".moving"),
        from_runs(from.string() + ".runs"),
        to_runs(to.string() + ".runs") {}
};

void check(const Places& places) {
  if (!fs::exists(places.from)) throw StoreError(places.from.string() + ": is not there. Name an existing store.");
  for (const auto& taken : {places.to, places.to_runs})
    if (fs::exists(taken)) throw StoreError(taken.string() + ": is there already. Choose another place.");
  ExperimentStore store(places.from);
  for (const auto& run : store.runs())
    if (store.owner_alive(run.id))
      throw StoreError(places.from.string() + ": run " + std::to_string(run.id) + " (" + run.name +
                       ") is training. Stop it before moving the store.");
}

/// Makes the file stand alone. SQLite lets only the last connection leave the write-ahead log.
void close_journal(const fs::path& file) {
  Database database(file, false);
  std::string mode;
  try {
    Database::Query row(database, "PRAGMA journal_mode = DELETE");
    mode = row.next() ? row.text(0) : "";
  } catch (const StoreError&) {
  }
  if (mode != "delete")
    throw StoreError(file.string() + ": is open in another program. Close it there, and move the store again.");
}

/// The path as the moved store keeps it.
std::string moved(const std::string& path, const Places& places) {
  const auto whole = (places.from.parent_path() / path).lexically_normal();
  const auto inside = whole.lexically_relative(places.from_runs);
  const bool own = !inside.empty() && *inside.begin() != "..";
  const auto there = own ? places.to_runs / inside : whole;
  const auto relative = there.lexically_relative(places.to.parent_path());
  return (relative.empty() || *relative.begin() == ".." ? there : relative).string();
}

void rewrite_paths(const Places& places) {
  Database database(places.part, false);
  for (const auto& [table, column] : {std::pair{"checkpoint", "path"}, {"run", "parent_checkpoint"}}) {
    std::set<std::string> paths;
    {
      Database::Query row(database, std::string("SELECT DISTINCT ") + column + " FROM " + table);
      while (row.next())
        if (!row.text(0).empty()) paths.insert(row.text(0));
    }
    // Paths change all at once: one's new name may be another's old one.
    database.write([&] {
      database.execute("CREATE TEMP TABLE moved (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID");
      for (const auto& path : paths) database.run("INSERT INTO moved VALUES (?, ?)", path, moved(path, places));
      database.execute(std::string("UPDATE ") + table + " SET " + column + " = (SELECT new FROM moved WHERE old = " +
                       column + ") WHERE " + column + " IN (SELECT old FROM moved)");
      database.execute("DROP TABLE moved");
    });
  }
}

/// True when it was renamed, false when it had to be copied (another disk).
bool move_runs(const Places& places, const std::function<void(std::int64_t)>& copied) {
  if (!fs::exists(places.from_runs)) return true;
  std::error_code problem;
  fs::rename(places.from_runs, places.to_runs, problem);
  if (!problem) return true;
  if (problem.value() != EXDEV)
    throw StoreError(places.to_runs.string() + ": cannot be made (" + problem.message() +
                     "). Check your rights to the folder, and move the store again.");
  copy_folder(places.from_runs, places.to_runs, copied);
  return false;
}

void move_files(const Places& places, const std::function<void(std::int64_t)>& copied) {
  copy_folder(places.from, places.part, copied);
  rewrite_paths(places);
  close_journal(places.part);
  const bool renamed = move_runs(places, copied);
  std::error_code problem;
  fs::rename(places.part, places.to, problem);
  std::error_code ignored;
  if (problem) {
    if (renamed)
      fs::rename(places.to_runs, places.from_runs, ignored);
    else
      fs::remove_all(places.to_runs, ignored);
    throw StoreError(places.to.string() + ": cannot be made (" + problem.message() + "). Nothing was moved.");
  }
  fs::remove(places.from, ignored);
  if (!renamed) fs::remove_all(places.from_runs, ignored);
}

}  // namespace

bool move_store(const fs::path& from, const fs::path& to, const MaintenanceProgress& progress) {
  const Places places(from, to);
  check(places);
  close_journal(places.from);
  const double all = static_cast<double>(folder_bytes(places.from) + folder_bytes(places.from_runs)) + 1;
  double done = 0;
  std::error_code ignored;
  try {
    move_files(places, [&](std::int64_t bytes) {
      done += static_cast<double>(bytes);
      if (progress && !progress(std::min(1.0, done / all))) throw Stopped();
    });
  } catch (const Stopped&) {
    fs::remove(places.part, ignored);
    return false;
  } catch (...) {
    fs::remove(places.part, ignored);
    throw;
  }
  if (progress) progress(1);
  return true;
}

}  // namespace vignette
