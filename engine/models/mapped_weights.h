#pragma once
// A read-only file mapped into memory.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace vignette {

/// Lives as long as anything that points into it. The mapping is private: a stray write changes this process' copy
/// only.
class MappedWeights {
 public:
  /// Throws WeightsError when the file cannot be opened or is shorter than `minimum` bytes.
  MappedWeights(const std::filesystem::path& file, std::uint64_t minimum);
  ~MappedWeights();
  MappedWeights(const MappedWeights&) = delete;
  MappedWeights& operator=(const MappedWeights&) = delete;
  char* data() const { return data_; }
  std::uint64_t size() const { return size_; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  char* data_ = nullptr;
  std::uint64_t size_ = 0;
};

}  // namespace vignette
