#include "store/run_copy.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <set>

#include "store/database.h"
#include "store/folder_copy.h"
#include "store/run_lock.h"
#include "store/run_purge.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto slice = std::chrono::milliseconds(15);  // of a transaction: others that write wait for no longer
constexpr double bytes_per_row = 32 << 10;             // files against rows in the share done

struct Stopped {};

/// Rows that belong to a run alone, copied as they are. `values` are what is selected, where that is not the columns.
struct Table {
  const char* name;
  const char* columns;
  const char* values = nullptr;
};
constexpr Table tables[] = {
    {"run_tag", "position, tag"},
    {"run_provenance", "key, value"},
    {"run_best", "series, value, step"},
    {"run_phase", "position, name, objective, steps_before, time"},
    {"run_clock", "step, time, wall_offset"},
    {"run_mark", "step, kind, text, created_at"},
    {"parameter_change", "step, time, key, value"},
    {"run_image", "image_id, path, captions"},
    // Numbers of commands mean nothing in another store.
    {"answer", "request, kind, subject, step, time, problem, body, answered_at",
     "min(request, 0), kind, subject, step, time, problem, body, answered_at"},
};
constexpr const char* run_columns =
    "name, state, state_reason, colour, note, created_at, started_at, ended_at, steps, planned_steps, last_reward, "
    "recipe, recipe_resolved, parent_step, archived_at";
constexpr const char* caption_columns =
    "step, image_id, kind, sample_index, caption, reward, cosine, l1, clip, critic, advantage, log_probability, cider, "
    "more_scores";

int count_of(const std::string& columns) {
  return 1 + static_cast<int>(std::count(columns.begin(), columns.end(), ','));
}

/// INSERT INTO table (first, columns) VALUES (?, ?, …)
std::string insertion(const std::string& table, const std::string& first, const std::string& columns) {
  auto sql = "INSERT INTO " + table + " (" + first + ", " + columns + ") VALUES (?";
  for (int i = 0; i < count_of(columns); ++i) sql += ", ?";
  return sql + ")";
}

std::string identity(std::int64_t number, double created_at, const std::string& origin) {
  if (const auto mark = origin.rfind('#'); mark != origin.npos) return origin.substr(mark + 1);
  char text[64];
  std::snprintf(text, sizeof text, "%lld@%.6f", static_cast<long long>(number), created_at);
  return text;
}

std::optional<RunId> find_identity(Database& database, const std::string& wanted) {
  Database::Query row(database,
                      "SELECT id, created_at, origin FROM run WHERE deleted_at IS NULL AND (origin <> '' OR id = ?)",
                      static_cast<std::int64_t>(std::atoll(wanted.c_str())));
  while (row.next())
    if (identity(row.integer(0), row.real(1), row.text(2)) == wanted) return row.integer(0);
  return std::nullopt;
}

class Copying {
 public:
  Copying(ExperimentStore& from, ExperimentStore& to, RunId run, const RunCopyOptions& options)
      : options_(options),
        holder_(to),
        source_(from.file(), true),
        target_(to.file(), false),
        source_folder_(fs::absolute(from.file()).lexically_normal().parent_path()),
        run_(run) {
    trained_ = from.owner_alive(run);
  }

  std::optional<RunCopy> copy() {
    return source_.read([&]() -> std::optional<RunCopy> {
      if (const auto there = find_identity(target_, source_identity())) return RunCopy{*there, false, {}};
      try {
        copy_new();
      } catch (const Stopped&) {
        undo();
        return std::nullopt;
      } catch (...) {
        undo();
        throw;
      }
      return result_;
    });
  }

 private:
  void copy_new() {
    measure();
    add_run();
    for (const auto& table : tables) copy_table(table);
    copy_curves();
    copy_captions();
    if (options_.checkpoints) copy_checkpoints();
    show();
  }

  std::string source_identity() {
    Database::Query row(source_, "SELECT id, created_at, origin, parent FROM run WHERE id = ?", run_);
    if (!row.next())
      throw StoreError(source_.file().string() + ": there is no run " + std::to_string(run_) +
                       ". List the runs to see their numbers.");
    auto name = options_.source.empty() ? fs::absolute(source_.file()).lexically_normal().string() : options_.source;
    const auto own = identity(row.integer(0), row.real(1), row.text(2));
    origin_ = row.text(2).empty() ? name + '#' + own : row.text(2);
    if (const auto parent = row.maybe_integer(3)) parent_ = find_parent(*parent);
    return own;
  }

  std::optional<RunId> find_parent(RunId parent) {
    Database::Query row(source_, "SELECT id, created_at, origin FROM run WHERE id = ?", parent);
    if (!row.next()) return std::nullopt;
    return find_identity(target_, identity(row.integer(0), row.real(1), row.text(2)));
  }

  void measure() {
    for (const auto* sql :
         {"SELECT count(*) FROM caption WHERE run = ?", "SELECT count(*) FROM run_image WHERE run = ?",
          "SELECT count(*) FROM curve_chunk WHERE series IN (SELECT id FROM series WHERE run = ?)",
          "SELECT sum(tail) FROM series WHERE run = ?"}) {
      Database::Query row(source_, sql, run_);
      if (row.next()) total_ += static_cast<double>(row.integer(0));
    }
    if (!options_.checkpoints) return;
    Database::Query row(source_, "SELECT DISTINCT path FROM checkpoint WHERE run = ?", run_);
    while (row.next()) total_ += static_cast<double>(folder_bytes(source_folder_ / row.text(0))) / bytes_per_row;
  }

  void advance(double rows) {
    done_ += rows;
    if (options_.progress && !options_.progress(std::min(1.0, done_ / total_))) throw Stopped();
  }

  /// Hidden, and owned by this process, so that nobody clears it away as a deleted one.
  void add_run() {
    Database::Query row(source_,
                        std::string("SELECT ") + run_columns + ", state IN ('running', 'paused'), sweep, " +
                            "parent_checkpoint FROM run WHERE id = ?",
                        run_);
    row.next();
    const int columns = count_of(run_columns);
    target_.write([&] {
      {
        Database::Query insert(target_, insertion("run", "deleted_at", run_columns));
        insert.bind(1, now_seconds());
        for (int i = 0; i < columns; ++i) insert.bind_from(i + 2, row, i);
        insert.next();
      }
      result_.run = target_.last_id();
      const auto sweep = row.maybe_integer(columns + 1);
      const auto checkpoint = row.text(columns + 2);
      target_.run("UPDATE run SET parent = ?, sweep = ?, parent_checkpoint = ?, origin = ? WHERE id = ?", parent_,
                  sweep ? copy_sweep(*sweep) : std::nullopt,
                  checkpoint.empty() ? checkpoint : (source_folder_ / checkpoint).string(), origin_, result_.run);
      if (row.integer(columns) != 0) interrupt();
    });
    holder_.claim_run(result_.run);
  }

  void interrupt() {
    const std::string reason =
        trained_ ? "It was training when it was copied from " : "It was not over when copied from ";
    target_.run("UPDATE run SET state = 'interrupted', state_reason = ?, ended_at = ? WHERE id = ?",
                reason + origin_.substr(0, origin_.rfind('#')) + ". Resume it to go on after its last checkpoint.",
                now_seconds(), result_.run);
  }

  std::optional<std::int64_t> copy_sweep(std::int64_t sweep) {
    Database::Query row(source_, "SELECT name, definition, created_at FROM sweep WHERE id = ?", sweep);
    if (!row.next()) return std::nullopt;
    {
      Database::Query there(target_, "SELECT id FROM sweep WHERE name = ? AND definition = ? AND created_at = ?",
                            row.text(0), row.text(1), row.real(2));
      if (there.next()) return there.integer(0);
    }
    target_.run("INSERT INTO sweep (name, definition, created_at) VALUES (?, ?, ?)", row.text(0), row.text(1),
                row.real(2));
    return target_.last_id();
  }

  /// Gives each row to `insert`, in transactions of `slice`.
  template <class Insert>
  void copy_rows(Database::Query& rows, const Insert& insert) {
    for (bool more = rows.next(); more;) {
      double count = 0;
      target_.write([&] {
        const auto end = Clock::now() + slice;
        do {
          insert(rows);
          ++count;
          more = rows.next();
        } while (more && Clock::now() < end);
      });
      advance(count);
    }
  }

  template <class Rows>
  void insert_row(const std::string& sql, std::int64_t first, const Rows& row, int from, int columns) {
    Database::Query insert(target_, sql);
    insert.bind(1, first);
    for (int i = 0; i < columns; ++i) insert.bind_from(i + 2, row, from + i);
    insert.next();
  }

  void copy_table(const Table& table) {
    const auto sql = insertion(table.name, "run", table.columns);
    const int columns = count_of(table.columns);
    Database::Query rows(source_,
                         std::string("SELECT ") + (table.values ? table.values : table.columns) + " FROM " +
                             table.name + " WHERE run = ?",
                         run_);
    copy_rows(rows, [&](const Database::Query& row) { insert_row(sql, result_.run, row, 0, columns); });
  }

  void copy_curves() {
    std::vector<std::pair<std::int64_t, std::int64_t>> series;  // theirs, ours
    const std::string columns = "name, chunks, tail, last_step";
    Database::Query rows(source_, "SELECT name, chunks, tail, last_step, id FROM series WHERE run = ?", run_);
    copy_rows(rows, [&](const Database::Query& row) {
      insert_row(insertion("series", "run", columns), result_.run, row, 0, count_of(columns));
      series.emplace_back(row.integer(4), target_.last_id());
    });
    for (const auto& [theirs, ours] : series) {
      copy_series("curve_chunk", "level, number, last_step, data", theirs, ours);
      copy_series("curve_tail", "position, step, time, value", theirs, ours);
    }
  }

  void copy_series(const std::string& table, const std::string& columns, std::int64_t theirs, std::int64_t ours) {
    const auto sql = insertion(table, "series", columns);
    Database::Query rows(source_, "SELECT " + columns + " FROM " + table + " WHERE series = ?", theirs);
    copy_rows(rows, [&](const Database::Query& row) { insert_row(sql, ours, row, 0, count_of(columns)); });
  }

  void copy_captions() {
    const int columns = count_of(caption_columns);
    const auto sql = insertion("caption", "run", caption_columns);
    Database::Query rows(source_,
                         std::string("SELECT ") + caption_columns +
                             ", tokens, log_probabilities FROM caption LEFT JOIN (SELECT caption AS owner, tokens, "
                             "log_probabilities FROM caption_tokens) ON owner = caption.id WHERE run = ? ORDER BY "
                             "caption.id",
                         run_);
    copy_rows(rows, [&](const Database::Query& row) {
      insert_row(sql, result_.run, row, 0, columns);
      if (row.is_null(columns)) return;
      const auto caption = target_.last_id();
      insert_row("INSERT INTO caption_tokens VALUES (?, ?, ?)", caption, row, columns, 2);
    });
  }

  fs::path target_folder() const { return target_.file().string() + ".runs/" + std::to_string(result_.run); }

  /// Below the run's folder where it lay below that of its source.
  fs::path place_of(const fs::path& checkpoint) {
    const auto home = fs::absolute(source_.file()).lexically_normal().string() + ".runs/" + std::to_string(run_);
    auto inside = checkpoint.lexically_relative(home);
    if (inside.empty() || *inside.begin() == "..") inside = fs::path("checkpoints") / checkpoint.filename();
    auto place = target_folder() / inside;
    for (int i = 2; !places_.insert(place).second; ++i)
      place = target_folder() / (inside.string() + '-' + std::to_string(i));
    return place;
  }

  void copy_checkpoints() {
    std::map<std::string, fs::path> copied;
    Database::Query row(source_, "SELECT DISTINCT path FROM checkpoint WHERE run = ? ORDER BY path", run_);
    while (row.next()) {
      const auto path = source_folder_ / row.text(0);
      if (!fs::exists(path)) {
        result_.missing_checkpoints.push_back(path.string());
        continue;
      }
      const auto place = copied[row.text(0)] = place_of(path);
      copy_folder(path, place, [&](std::int64_t bytes) { advance(static_cast<double>(bytes) / bytes_per_row); });
    }
    kept_ = std::move(copied);
  }

  /// The last transaction: from here on everybody sees a whole run.
  void show() {
    const auto folder = fs::absolute(target_.file()).lexically_normal().parent_path();
    const std::string columns = "step, kind, metric, created_at, bytes, path";
    Database::Query row(source_, "SELECT " + columns + " FROM checkpoint WHERE run = ? ORDER BY id", run_);
    target_.write([&] {
      while (options_.checkpoints && row.next()) {
        const auto place = kept_.find(row.text(5));
        if (place == kept_.end()) continue;
        insert_row(insertion("checkpoint", "run", columns), result_.run, row, 0, count_of(columns));
        target_.run("UPDATE checkpoint SET path = ? WHERE id = ?",
                    fs::absolute(place->second).lexically_normal().lexically_relative(folder).string(),
                    target_.last_id());
      }
      target_.run("UPDATE run SET deleted_at = NULL WHERE id = ?", result_.run);
    });
    holder_.release_run(result_.run);
  }

  void undo() noexcept {
    if (result_.run == 0) return;
    try {
      std::error_code ignored;
      fs::remove_all(target_folder(), ignored);
      purge_run(target_, result_.run);
      holder_.release_run(result_.run);
    } catch (...) {  // it stays hidden, and purge_deleted() takes it
    }
  }

  const RunCopyOptions& options_;
  ExperimentStore& holder_;
  Database source_, target_;
  const fs::path source_folder_;
  const RunId run_;
  bool trained_ = false;
  std::string origin_;
  std::optional<RunId> parent_;
  std::map<std::string, fs::path> kept_;
  std::set<fs::path> places_;
  double done_ = 0, total_ = 1;
  RunCopy result_;
};

}  // namespace

std::string run_identity(const RunRecord& run) {
  return identity(run.id, run.created_at, run.origin);
}

std::optional<RunCopy> copy_run(ExperimentStore& from, ExperimentStore& to, RunId run, const RunCopyOptions& options) {
  std::error_code ignored;
  if (fs::equivalent(from.file(), to.file(), ignored))
    throw StoreError(to.file().string() + ": holds run " + std::to_string(run) +
                     " already. Choose another store to copy it to.");
  return Copying(from, to, run, options).copy();
}

}  // namespace vignette
