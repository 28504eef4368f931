#pragma once
// A file that appears whole or not at all.

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace vignette {

/// Writes to a temporary file beside `file`; commit() flushes it to disk and renames it. Without commit() nothing
/// stays. Throws WeightsError naming the file and the reason. One thread.
class AtomicWriter {
 public:
  explicit AtomicWriter(std::filesystem::path file);
  ~AtomicWriter();
  AtomicWriter(const AtomicWriter&) = delete;
  AtomicWriter& operator=(const AtomicWriter&) = delete;
  void write(const void* data, std::size_t size);
  void commit();

 private:
  [[noreturn]] void fail(std::string_view action) const;
  std::filesystem::path file_, temporary_;
  int descriptor_ = -1;
};

void write_text_atomically(const std::filesystem::path& file, std::string_view text);

}  // namespace vignette
