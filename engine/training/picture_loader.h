#pragma once
// Pictures decoded on worker threads, ahead of the batch that needs them. Free of LibTorch.

#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data/image.h"

namespace vignette {

/// One picture as CLIP takes it, or why there is none.
struct LoadedPicture {
  std::vector<std::uint8_t> pixels;  ///< 3·size·size, CHW, resized and cropped; empty: unreadable
  std::string problem;
};

/// Bytes 0-255 that `preprocessing` normalises to clip_preprocess's floats. Never throws: a broken file gives a
/// problem.
LoadedPicture load_picture(const std::filesystem::path& file, const ClipPreprocessing& preprocessing);

/// Loads lists of files in parallel. One caller at a time.
class PictureLoader {
 public:
  PictureLoader(const ClipPreprocessing& preprocessing, int threads);
  ~PictureLoader();

  /// Starts on these files; take() hands them out. At most one list is under way.
  void start(std::vector<std::filesystem::path> files);
  /// Waits for the list given to start(); in its order.
  std::vector<LoadedPicture> take();
  const ClipPreprocessing& preprocessing() const { return preprocessing_; }

 private:
  struct Work;
  ClipPreprocessing preprocessing_;
  int threads_;
  std::shared_ptr<Work> work_;
  std::vector<std::future<void>> workers_;
};

}  // namespace vignette
