#pragma once
// The safetensors file of an embedding cache: "embeddings" (float32, rows × width) and "keys" (bytes, one key a line).
// Internal to the data layer.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vignette {

using EmbeddingRows = std::unordered_map<std::string, std::span<const float>>;

/// A read-only mapping of a whole file.
class MappedFile {
 public:
  MappedFile() = default;
  /// Throws std::runtime_error naming the file.
  explicit MappedFile(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

/// Keys and rows in the file's order; spans point into the mapping. Throws std::runtime_error naming the file, what is
/// wrong in it and what to do.
std::vector<std::pair<std::string, std::span<const float>>> read_embedding_file(const MappedFile& mapped,
                                                                                const std::filesystem::path& file,
                                                                                std::int64_t width);

/// Writes beside `file`, syncs and renames. Throws std::runtime_error.
void write_embedding_file(const std::filesystem::path& file, std::int64_t width,
                          const std::vector<std::pair<std::string, std::span<const float>>>& rows);

}  // namespace vignette
