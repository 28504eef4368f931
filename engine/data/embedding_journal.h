#pragma once
// The journal of an embedding cache: rows appended one by one, each with a checksum. Internal to the data layer.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vignette {

class EmbeddingJournal {
 public:
  using Row = std::pair<std::string, std::vector<float>>;

  /// Opens or creates the journal and cuts off a last row that was not written whole. Throws std::runtime_error.
  EmbeddingJournal(const std::filesystem::path& file, std::int64_t width);
  ~EmbeddingJournal();
  EmbeddingJournal(const EmbeddingJournal&) = delete;
  EmbeddingJournal& operator=(const EmbeddingJournal&) = delete;

  /// The rows that were there when it was opened; call once.
  std::vector<Row> take_rows() { return std::move(rows_); }
  /// In the file when this returns (a crash of the program loses nothing; one of the machine the last rows).
  void append(const std::string& key, std::span<const float> row);
  /// Empties the journal.
  void clear();

 private:
  std::size_t read_rows(const std::string& bytes);
  [[noreturn]] void fail(const char* doing) const;

  std::filesystem::path file_;
  std::int64_t width_;
  int descriptor_ = -1;
  std::vector<Row> rows_;
};

}  // namespace vignette
