#pragma once
// The pictures of a contrastive run as bytes: all in memory when they fit, else decoded ahead of each batch.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "training/picture_loader.h"
#include "training/run_context.h"

namespace vignette {

/// Pictures of a batch that could be read.
struct PictureBatch {
  at::Tensor pixels;                ///< [B', 3, S, S] uint8
  std::vector<std::int64_t> items;  ///< the images they belong to
};

class PictureStore {
 public:
  /// Decodes everything now if it takes at most `budget` bytes (progress as `what`; unreadable pictures are dropped
  /// from `images` with a warning each). Otherwise unreadable ones are warned of once and left out of their batches.
  PictureStore(RunContext& context, std::vector<DatasetImage>& images, const ClipPreprocessing& preprocessing,
               std::int64_t budget, const std::string& what);

  PictureBatch take(const std::vector<std::int64_t>& items);
  /// Starts decoding what take() will be asked for next. Nothing to do in memory.
  void prefetch(const std::vector<std::int64_t>& items);
  std::int64_t size() const { return static_cast<std::int64_t>(images_.size()); }

 private:
  void load_all(const std::string& what);
  PictureBatch assemble(const std::vector<std::int64_t>& items, const std::vector<LoadedPicture>& pictures);
  std::vector<std::filesystem::path> paths(const std::vector<std::int64_t>& items) const;

  RunContext& context_;
  std::vector<DatasetImage>& images_;
  PictureLoader loader_;
  at::Tensor block_;
  std::optional<std::vector<std::int64_t>> under_way_;
  std::vector<bool> warned_;
};

/// A quarter of the memory that the system calls available, in bytes.
std::int64_t picture_budget();

}  // namespace vignette
