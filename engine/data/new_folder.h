#pragma once
// A folder that appears whole or not at all. Free of LibTorch.

#include <filesystem>

namespace vignette {

/// Files are written into path(), beside the folder wanted; commit() gives it its name. Without a commit everything
/// written is removed again.
class NewFolder {
 public:
  /// `directory` must not exist or be empty. Throws std::runtime_error that names it.
  explicit NewFolder(const std::filesystem::path& directory);
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  const std::filesystem::path& path() const { return partial_; }
  /// Throws std::filesystem::filesystem_error.
  void commit();

 private:
  std::filesystem::path directory_, partial_;
  bool committed_ = false;
};

}  // namespace vignette
