#pragma once
// A file of weights mapped into memory.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace vignette {

/// Lives as long as anything that points into it. The mapping is private: a stray write changes this process' copy
/// only.
class MappedWeights {
 public:
  /// Throws WeightsError when the file cannot be opened, is no regular one or is shorter than `minimum` bytes.
  explicit MappedWeights(const std::filesystem::path& file, std::uint64_t minimum = 1);
  ~MappedWeights();
  MappedWeights(const MappedWeights&) = delete;
  MappedWeights& operator=(const MappedWeights&) = delete;
  char* data() const { return data_; }
  std::uint64_t size() const { return size_; }
  std::string_view bytes() const { return {data_, size_}; }
  const std::string& name() const { return name_; }
  /// Gives back the memory of the pages that hold these bytes, until somebody reads them again. Nobody may have written
  /// to them.
  void release(std::uint64_t begin, std::uint64_t end) const;

 private:
  std::string name_;
  char* data_ = nullptr;
  std::uint64_t size_ = 0;
};

}  // namespace vignette
