#include "store/schema.h"

#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr std::int64_t application_id = 0x56676E74;  // "Vgnt", so that another program's SQLite file is recognised

// Curves: raw points wait in curve_tail until 1,024 of them fill a chunk of level 0; the levels above hold summaries.
constexpr const char* first_schema = R"sql(
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  state_reason TEXT NOT NULL DEFAULT '',
  colour TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  created_at REAL NOT NULL,
  started_at REAL NOT NULL DEFAULT 0,
  ended_at REAL NOT NULL DEFAULT 0,
  steps INTEGER NOT NULL DEFAULT 0,
  planned_steps INTEGER,
  last_reward REAL,
  recipe TEXT NOT NULL,
  recipe_resolved TEXT NOT NULL,
  parent INTEGER,
  deleted_at REAL
);
CREATE TABLE run_tag (run INTEGER NOT NULL REFERENCES run(id), position INTEGER NOT NULL, tag TEXT NOT NULL,
  PRIMARY KEY (run, position)) WITHOUT ROWID;
CREATE TABLE run_provenance (run INTEGER NOT NULL REFERENCES run(id), key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (run, key)) WITHOUT ROWID;
CREATE TABLE run_best (run INTEGER NOT NULL REFERENCES run(id), series TEXT NOT NULL, value REAL NOT NULL,
  step INTEGER NOT NULL, PRIMARY KEY (run, series)) WITHOUT ROWID;
CREATE TABLE run_owner (run INTEGER PRIMARY KEY REFERENCES run(id), host TEXT NOT NULL, pid INTEGER NOT NULL,
  process_start INTEGER NOT NULL, heartbeat REAL NOT NULL);

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(id),
  name TEXT NOT NULL,
  chunks INTEGER NOT NULL DEFAULT 0,
  tail INTEGER NOT NULL DEFAULT 0,
  last_step INTEGER,
  UNIQUE (run, name)
);
CREATE TABLE curve_tail (series INTEGER NOT NULL REFERENCES series(id), position INTEGER NOT NULL, step INTEGER NOT NULL,
  time REAL NOT NULL, value REAL, PRIMARY KEY (series, position)) WITHOUT ROWID;
CREATE TABLE curve_chunk (
  series INTEGER NOT NULL REFERENCES series(id),
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (series, level, number)
);
CREATE INDEX curve_chunk_by_step ON curve_chunk (series, level, last_step, number);

CREATE TABLE run_image (run INTEGER NOT NULL REFERENCES run(id), image_id INTEGER NOT NULL, path TEXT NOT NULL,
  captions TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (run, image_id)) WITHOUT ROWID;
CREATE TABLE caption (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(id),
  step INTEGER NOT NULL,
  image_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  sample_index INTEGER NOT NULL,
  caption TEXT NOT NULL,
  reward REAL, cosine REAL, l1 REAL, clip REAL, critic REAL, advantage REAL, log_probability REAL, cider REAL,
  more_scores TEXT,
  UNIQUE (run, image_id, kind, sample_index, step)
);
CREATE INDEX caption_by_step ON caption (run, step, image_id);
CREATE TABLE caption_tokens (caption INTEGER PRIMARY KEY REFERENCES caption(id) ON DELETE CASCADE, tokens BLOB NOT NULL,
  log_probabilities BLOB NOT NULL);

CREATE TABLE checkpoint (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL REFERENCES run(id),
  step INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  metric REAL,
  created_at REAL NOT NULL,
  bytes INTEGER NOT NULL
);
CREATE INDEX checkpoint_by_run ON checkpoint (run, step);
CREATE INDEX checkpoint_by_path ON checkpoint (path);
CREATE TABLE parameter_change (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run(id), step INTEGER NOT NULL,
  time REAL NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL);
CREATE INDEX parameter_change_by_run ON parameter_change (run, step);
CREATE TABLE command (id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES run(id), verb TEXT NOT NULL,
  key TEXT NOT NULL, value TEXT NOT NULL, posted_at REAL NOT NULL);
CREATE INDEX command_by_run ON command (run);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)sql";

constexpr const char* phases_of_runs = R"sql(
CREATE TABLE run_phase (run INTEGER NOT NULL REFERENCES run(id), position INTEGER NOT NULL, name TEXT NOT NULL,
  objective TEXT NOT NULL, steps_before INTEGER NOT NULL, time REAL NOT NULL, PRIMARY KEY (run, position)) WITHOUT ROWID;
)sql";

// Branches and what runs answered to requests.
constexpr const char* branches_and_answers = R"sql(
ALTER TABLE run ADD COLUMN parent_step INTEGER;
ALTER TABLE run ADD COLUMN parent_checkpoint TEXT NOT NULL DEFAULT '';
CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(id),
  request INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  step INTEGER NOT NULL,
  time REAL NOT NULL,
  problem TEXT NOT NULL,
  body TEXT NOT NULL,
  answered_at REAL NOT NULL
);
CREATE INDEX answer_by_run ON answer (run, id);
CREATE INDEX answer_by_request ON answer (request);
)sql";

// Notes of users and warnings of the engine at a step, and what the clock said: time + wall_offset = seconds since
// 1970.
constexpr const char* marks_and_clock = R"sql(
CREATE TABLE run_mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL REFERENCES run(id),
  step INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at REAL NOT NULL
);
CREATE INDEX run_mark_by_run ON run_mark (run, step, id);
CREATE TABLE run_clock (run INTEGER NOT NULL REFERENCES run(id), step INTEGER NOT NULL, time REAL NOT NULL,
  wall_offset REAL NOT NULL, PRIMARY KEY (run, step)) WITHOUT ROWID;
)sql";

// What people do with many runs: put them away, queue and sweep them, copy them between stores (`origin` is the run's
// first store and number, so that a copy of a copy is known), tag their pictures, and judge captions blindly.
constexpr const char* collections_of_runs = R"sql(
ALTER TABLE run ADD COLUMN archived_at REAL;
ALTER TABLE run ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN sweep INTEGER;
CREATE INDEX run_by_origin ON run (origin) WHERE origin <> '';
CREATE TABLE sweep (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, definition TEXT NOT NULL,
  created_at REAL NOT NULL);
CREATE TABLE queued_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  recipe TEXT NOT NULL,
  sweep INTEGER,
  problem TEXT NOT NULL DEFAULT '',
  created_at REAL NOT NULL
);
CREATE INDEX queued_run_by_position ON queued_run (position, id);
CREATE TABLE image_tag (path TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (path, tag)) WITHOUT ROWID;
CREATE TABLE caption_rating (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_a INTEGER NOT NULL REFERENCES run(id),
  step_a INTEGER NOT NULL,
  run_b INTEGER NOT NULL REFERENCES run(id),
  step_b INTEGER NOT NULL,
  path TEXT NOT NULL,
  verdict TEXT NOT NULL,
  rated_at REAL NOT NULL
);
CREATE INDEX caption_rating_by_runs ON caption_rating (run_a, run_b);
)sql";

constexpr const char* migrations[] = {first_schema, phases_of_runs, branches_and_answers, marks_and_clock,
                                      collections_of_runs};

void check_identity(Database& database) {
  // One snapshot: another process may be making the store just now.
  const bool foreign = database.read([&] {
    if (database.pragma("application_id") == application_id) return false;
    Database::Query tables(database, "SELECT count(*) FROM sqlite_master");
    return tables.next() && tables.integer(0) != 0;
  });
  if (foreign)
    throw StoreError(database.file().string() +
                     ": is an SQLite file of another program, not an experiment store. Choose another file.");
}

}  // namespace

std::span<const char* const> store_migrations() {
  return migrations;
}

bool is_older_store(Database& database) {
  return database.pragma("application_id") == application_id &&
         database.pragma("user_version") < static_cast<std::int64_t>(store_migrations().size());
}

void migrate(Database& database, std::span<const char* const> list, bool read_only) {
  const auto newest = static_cast<std::int64_t>(list.size());
  const auto file = database.file().string();
  check_identity(database);
  const auto version = database.pragma("user_version");
  if (version > newest)
    throw StoreError(file + ": was written by a newer Vignette (schema " + std::to_string(version) +
                     ", this one knows " + std::to_string(newest) + "). Update Vignette to open it.");
  if (version == newest) return;
  if (read_only)
    throw StoreError(file + ": has schema " + std::to_string(version) +
                     " of an older Vignette and cannot be changed here. Open it once where it can be written.");
  bool done = false;
  while (!done)
    database.write([&] {
      const auto now = database.pragma("user_version");  // another process may have migrated while we waited
      if ((done = now >= newest)) return;
      database.execute(list[static_cast<std::size_t>(now)]);
      database.execute("PRAGMA application_id = " + std::to_string(application_id));
      database.execute("PRAGMA user_version = " + std::to_string(now + 1));
    });
}

}  // namespace vignette
