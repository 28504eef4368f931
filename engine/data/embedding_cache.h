#pragma once
// Embeddings of a dataset by one encoder: one safetensors file, memory-mapped, filled step by step.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vignette {

/// SHA-256 as 64 hexadecimal digits. Throws std::runtime_error naming a file that cannot be read.
std::string content_hash(const std::filesystem::path& file);
std::string content_hash_of_text(std::string_view text);

/// Float32 rows keyed by content hash. Rows are appended to a journal beside the file and merged on close, so an
/// interrupted embedding goes on where it stopped. One writer at a time (file lock); throws std::runtime_error naming
/// the file.
class EmbeddingCache {
 public:
  /// Opens or creates `<folder>/<encoder_hash>.safetensors` for rows of `width` floats.
  EmbeddingCache(const std::filesystem::path& folder, const std::string& encoder_hash, std::int64_t width);
  ~EmbeddingCache();
  EmbeddingCache(const EmbeddingCache&) = delete;
  EmbeddingCache& operator=(const EmbeddingCache&) = delete;

  std::int64_t width() const;
  std::size_t size() const;
  /// The row of `key`, or an empty span. Valid until the next append() or close().
  std::span<const float> find(const std::string& key) const;
  /// A key that is there already keeps its row. Throws std::invalid_argument for a row of another width.
  void append(const std::string& key, std::span<const float> row);
  /// Merges the journal into the safetensors file (written beside it, fsynced, renamed). Rows stay readable; the
  /// destructor does it too. When it fails the journal keeps the rows.
  void close();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
