#pragma once
// Which pictures a run's captions are of.

#include <filesystem>
#include <memory>
#include <string>

#include "store/records.h"

namespace vignette {

/// One connection for reading; used by one thread at a time.
class RunPictures {
 public:
  /// Throws StoreError.
  explicit RunPictures(const std::filesystem::path& store);
  ~RunPictures();
  RunPictures(const RunPictures&) = delete;
  RunPictures& operator=(const RunPictures&) = delete;

  /// Whether a caption of the run (0: of any run) is of the picture at `path`.
  bool has(RunId run, const std::string& path);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
