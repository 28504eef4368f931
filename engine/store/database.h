#pragma once
// SQLite through SQLiteCpp: cached statements, immediate transactions, and errors as StoreError. Internal to the store.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace vignette {

using Bytes = std::span<const std::byte>;

class Database {
 public:
  /// Opens (or creates, unless read_only) and sets the journal by the file system. Throws StoreError.
  Database(const std::filesystem::path& file, bool read_only);

  /// One use of a statement; it goes back to the cache when the Query ends.
  class Query {
   public:
    template <class... Values>
    Query(Database& database, const std::string& sql, const Values&... values)
        : database_(database), sql_(sql), statement_(database.take_statement(sql)) {
      int index = 0;
      (bind(++index, values), ...);
    }
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// Moves to the next row; false after the last one.
    bool next();
    std::int64_t integer(int column) const { return statement_->getColumn(column).getInt64(); }
    double real(int column) const;  ///< NULL is NaN
    std::string text(int column) const { return statement_->getColumn(column).getString(); }
    Bytes bytes(int column) const;  ///< valid until the next row
    bool is_null(int column) const { return statement_->isColumnNull(column); }
    std::optional<std::int64_t> maybe_integer(int column) const;
    std::optional<double> maybe_real(int column) const;
    /// Binds one more value, for statements put together at run time.
    void bind(int index, std::int64_t value) { statement_->bind(index, value); }
    void bind(int index, int value) { statement_->bind(index, value); }
    void bind(int index, double value) { statement_->bind(index, value); }
    void bind(int index, const std::string& value) { statement_->bind(index, value); }
    void bind(int index, Bytes value) {  // without an address SQLite would take NULL for no bytes
      statement_->bind(index, value.empty() ? static_cast<const void*>("") : value.data(),
                       static_cast<int>(value.size()));
    }
    /// The value of another statement's row, of whatever type.
    void bind_from(int index, const Query& row, int column);
    template <class Value>
    void bind(int index, const std::optional<Value>& value) {
      value ? bind(index, *value) : statement_->bind(index);
    }

   private:
    Database& database_;
    std::string sql_;
    std::unique_ptr<SQLite::Statement> statement_;
  };

  /// Runs a statement that returns no rows; answers the number of rows changed.
  template <class... Values>
  int run(const std::string& sql, const Values&... values) {
    Query query(*this, sql, values...);
    query.next();
    return connection_->getChanges();
  }
  /// One or more statements without values, uncached.
  void execute(const std::string& sql);
  std::int64_t last_id() const { return connection_->getLastInsertRowid(); }
  std::int64_t pragma(const std::string& name);
  /// Gives up to `pages` free pages back to the disk; false when none went.
  bool shrink(std::int64_t pages);

  /// BEGIN IMMEDIATE … COMMIT around `work`; rolled back when it throws.
  template <class Work>
  void write(const Work& work) {
    Transaction transaction(*this, "BEGIN IMMEDIATE");
    work();
    transaction.commit();
    ++own_commits_;
  }
  /// The same snapshot for all of `work`'s queries.
  template <class Work>
  auto read(const Work& work) {
    const Transaction transaction(*this, "BEGIN");
    return work();
  }

  /// Grows with every commit of this or another connection.
  std::int64_t change_counter();
  const std::filesystem::path& file() const { return file_; }
  /// Throws StoreError naming the file, for what SQLite reported.
  [[noreturn]] void fail(const SQLite::Exception& error) const;

 private:
  class Transaction {
   public:
    Transaction(Database& database, const char* begin);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

   private:
    Database& database_;
    bool open_ = true;
  };

  void open(bool read_only);
  void set_journal(bool network);
  std::unique_ptr<SQLite::Statement> take_statement(const std::string& sql);

  std::filesystem::path file_;
  std::unique_ptr<SQLite::Database> connection_;
  std::unordered_map<std::string, std::vector<std::unique_ptr<SQLite::Statement>>> idle_;
  std::int64_t own_commits_ = 0, foreign_commits_ = 0, data_version_ = 0;
};

}  // namespace vignette
