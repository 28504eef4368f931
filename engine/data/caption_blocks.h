#pragma once
// Captions that arrive in any order of their images, given to the images in blocks: in the order of the images, since
// waiting for scattered memory takes longer than reading the file; and on a thread of its own. Internal to the data
// layer.

#include <cstdint>
#include <future>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset.h"

namespace vignette {

class CaptionBlocks {
 public:
  /// `images` stays as long as it is until finish().
  explicit CaptionBlocks(std::vector<DatasetImage>& images) : images_(images) {}
  ~CaptionBlocks() { finish(); }
  CaptionBlocks(const CaptionBlocks&) = delete;
  CaptionBlocks& operator=(const CaptionBlocks&) = delete;

  /// Captions of an image keep the order in which they are added.
  void add(std::uint32_t image, std::string_view caption);
  void finish();

 private:
  struct Block {
    std::vector<std::uint32_t> images, ends;  ///< of each caption: its image, and its end in `text`
    std::string text;
  };
  void flush();
  static void give(const Block& block, std::vector<DatasetImage>& images);

  std::vector<DatasetImage>& images_;
  Block filling_, giving_;
  std::future<void> given_;
};

}  // namespace vignette
