#include "data/caption_gatherer.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <new>

namespace vignette {
namespace {

constexpr std::size_t kSmallestBlock = 4u << 10, kLargestBlock = 8u << 20, kAhead = 8;

}  // namespace

/// Blocks grow with the text, so that a small dataset takes little.
void CaptionGatherer::begin_block(std::size_t length) {
  if (length > std::numeric_limits<std::uint32_t>::max()) throw DatasetError("a caption takes more than 4 GiB");
  block_ = std::bit_ceil(std::max(length, std::clamp(block_ * 2, kSmallestBlock, kLargestBlock)));
  const auto text = static_cast<char*>(std::aligned_alloc(std::min(block_, kHugePage), block_));
  if (!text) throw std::bad_alloc();
  blocks_.push_back({std::unique_ptr<char, Free>(text), 0});
  prefer_huge_pages(text, block_);
  used_ = 0;
}

void CaptionGatherer::give(std::vector<DatasetImage>& images) {
  std::vector<std::uint32_t> ends(images.size() + 1);  // of the image before in `by_image`, until its views are there
  for (const auto& caption : captions_) ++ends[caption.image + 1];
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  const auto texts = std::make_shared<Texts>();
  reserve_generously(texts->by_image, captions_.size());
  texts->by_image.resize(captions_.size());
  std::size_t place = 0;
  for (const auto& block : blocks_) {
    const char* text = block.text.get();
    for (const std::size_t end = place + block.captions; place < end; ++place) {
      const auto [image, length] = captions_[place];
      if (place + 2 * kAhead < captions_.size()) {  // memory takes longer to answer than these steps
        __builtin_prefetch(&ends[captions_[place + 2 * kAhead].image]);
        __builtin_prefetch(&texts->by_image[ends[captions_[place + kAhead].image]]);
      }
      texts->by_image[ends[image]++] = {text, length};
      text += length;
    }
  }
  texts->blocks = std::move(blocks_);
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < images.size(); first = ends[i++])
    if (ends[i] > first)
      images[i].captions = {std::shared_ptr<const std::string_view>(texts, &texts->by_image[first]), ends[i] - first};
  *this = {};
}

}  // namespace vignette
