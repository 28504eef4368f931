#include "store/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <limits>
#include <thread>

#include "log/write_problem.h"
#include "store/experiment_store.h"
#include "store/file_system.h"

namespace vignette {
namespace {

constexpr int busy_milliseconds = 10'000;

std::string advice(int code) {
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another process has held the store for over 10 seconds. Close it or try again";
    case SQLITE_READONLY:
      return "the store cannot be written. Check the rights of the file and of its folder";
    case SQLITE_NOTADB:
      return "this is not an experiment store. Choose another file";
    case SQLITE_CORRUPT:
      return "the store is damaged. Restore a copy, or save what can be read with sqlite3 .recover";
    case SQLITE_CANTOPEN:
      return "the file cannot be opened. Check that its folder exists and may be written";
    case SQLITE_IOERR:
      return "reading or writing failed. Check the disk";
    default:
      return "the store could not do this";
  }
}

// SQLite waits for a lock by itself, except where it holds another one already, as when the journal changes.
template <class Work>
void retry_while_busy(const Work& work) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(busy_milliseconds);
  for (;;) {
    try {
      return work();
    } catch (const SQLite::Exception& error) {
      const bool busy = (error.getErrorCode() & 0xff) == SQLITE_BUSY;
      if (!busy || std::chrono::steady_clock::now() >= until) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
}

}  // namespace

Database::Database(const std::filesystem::path& file, bool read_only) : file_(file) {
  if (read_only && !std::filesystem::exists(file))
    throw StoreError(file.string() + ": there is no such store. Name an existing one, or train a run to make it.");
  if (std::filesystem::is_directory(file))
    throw StoreError(file.string() + ": is a folder. Name a file for the store.");
  try {
    open(read_only);
  } catch (const SQLite::Exception& error) {
    fail(error);
  }
  data_version_ = pragma("data_version");
}

void Database::open(bool read_only) {
  const int flags = read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
  connection_ = std::make_unique<SQLite::Database>(file_.string(), flags, busy_milliseconds);
  connection_->exec("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;");
  if (read_only) return;
  const bool network = file_system_of(file_).network;
  retry_while_busy([&] { set_journal(network); });
}

void Database::set_journal(bool network) {
  if (connection_->execAndGet("PRAGMA page_count").getInt64() == 0)
    connection_->exec("PRAGMA auto_vacuum = INCREMENTAL;");
  const std::string wanted = network ? "delete" : "wal";
  const auto mode = connection_->execAndGet("PRAGMA journal_mode").getString();
  if (mode != wanted && connection_->execAndGet("PRAGMA journal_mode = " + wanted).getString() != wanted)
    throw StoreError(file_.string() + ": needs " + (network ? "a rollback" : "a write-ahead") +
                     " journal, which this file system does not allow. Put the store on a local disk.");
  connection_->exec(network ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = NORMAL;");
}

std::unique_ptr<SQLite::Statement> Database::take_statement(const std::string& sql) {
  auto& idle = idle_[sql];
  if (!idle.empty()) {
    auto statement = std::move(idle.back());
    idle.pop_back();
    return statement;
  }
  try {
    return std::make_unique<SQLite::Statement>(*connection_, sql);
  } catch (const SQLite::Exception& error) {
    fail(error);
  }
}

void Database::execute(const std::string& sql) {
  try {
    connection_->exec(sql);
  } catch (const SQLite::Exception& error) {
    fail(error);
  }
}

std::int64_t Database::pragma(const std::string& name) {
  Query query(*this, "PRAGMA " + name);
  return query.next() ? query.integer(0) : 0;
}

bool Database::shrink(std::int64_t pages) {
  const auto before = pragma("freelist_count");
  execute("PRAGMA incremental_vacuum(" + std::to_string(pages) + ")");
  return pragma("freelist_count") < before;
}

std::int64_t Database::change_counter() {
  // data_version tells that another connection committed, not how often: each change seen counts once.
  if (const auto version = pragma("data_version"); version != data_version_) {
    data_version_ = version;
    ++foreign_commits_;
  }
  return own_commits_ + foreign_commits_;
}

void Database::fail(const SQLite::Exception& error) const {
  const int code = error.getErrorCode() & 0xff;
  const auto what = code == SQLITE_FULL
                        ? "the disk is full: " + write_problem(file_, ENOSPC) + " The last whole transaction is kept"
                        : advice(code);
  throw StoreError(file_.string() + ": " + what + " (SQLite: " + error.what() + ").");
}

Database::Query::~Query() {
  if (!statement_) return;
  statement_->tryReset();
  try {
    statement_->clearBindings();
    database_.idle_[sql_].push_back(std::move(statement_));
  } catch (...) {  // the statement is dropped instead of kept
  }
}

bool Database::Query::next() {
  try {
    return statement_->executeStep();
  } catch (const SQLite::Exception& error) {
    database_.fail(error);
  }
}

double Database::Query::real(int column) const {
  return is_null(column) ? std::numeric_limits<double>::quiet_NaN() : statement_->getColumn(column).getDouble();
}

Bytes Database::Query::bytes(int column) const {
  const auto value = statement_->getColumn(column);
  return {static_cast<const std::byte*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

void Database::Query::bind_from(int index, const Query& row, int column) {
  const auto value = row.statement_->getColumn(column);
  if (value.isInteger()) return bind(index, std::int64_t{value.getInt64()});
  if (value.isFloat()) return bind(index, value.getDouble());
  if (value.isText()) return bind(index, value.getString());
  if (value.isBlob()) return bind(index, row.bytes(column));
  statement_->bind(index);
}

std::optional<std::int64_t> Database::Query::maybe_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<double> Database::Query::maybe_real(int column) const {
  return is_null(column) ? std::nullopt : std::optional(real(column));
}

Database::Transaction::Transaction(Database& database, const char* begin) : database_(database) {
  database_.run(begin);
}

Database::Transaction::~Transaction() {
  // A failed statement (disk full) may have rolled back already; then there is nothing to do.
  if (open_) database_.connection_->tryExec("ROLLBACK");
}

void Database::Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace vignette
