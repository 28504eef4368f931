#pragma once
// Captions that arrive in any order of their images. Their texts are kept one behind the other, not each by itself:
// half a million small pieces of memory take longer than reading the file. Internal to the data layer.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "data/dataset.h"
#include "data/huge_pages.h"

namespace vignette {

class CaptionGatherer {
 public:
  /// As many captions may come; fewer and more are fine.
  void expect(std::uint64_t count) { reserve_generously(captions_, count); }
  /// `image` is its place among the images that give() gets. Captions of an image keep the order in which they come.
  /// Throws DatasetError for a caption of more than 4 GiB.
  void add(std::uint32_t image, std::string_view caption) {
    if (block_ - used_ < caption.size() || blocks_.empty()) begin_block(caption.size());
    std::memcpy(blocks_.back().text.get() + used_, caption.data(), caption.size());
    used_ += caption.size();
    ++blocks_.back().captions;
    captions_.push_back({image, static_cast<std::uint32_t>(caption.size())});
  }
  /// Gives images their captions, and forgets these; images without any are left alone.
  void give(std::vector<DatasetImage>& images);

 private:
  struct Caption {
    std::uint32_t image, length;
  };
  struct Free {
    void operator()(char* text) const { std::free(text); }
  };
  struct Block {
    std::unique_ptr<char, Free> text;
    std::size_t captions = 0;
  };
  struct Texts {
    std::vector<Block> blocks;
    std::vector<std::string_view> by_image;
  };
  void begin_block(std::size_t length);

  std::vector<Caption> captions_;
  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0;  ///< bytes of the last block: all, and those that hold text
};

}  // namespace vignette
