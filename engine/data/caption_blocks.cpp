#include "data/caption_blocks.h"

namespace vignette {
namespace {

constexpr std::size_t kBlock = 1u << 20;  // bytes of text
constexpr std::size_t kUsualCaptions = 5;

/// Numbers of a block's captions by image, in the order in which they came where the image is the same.
std::vector<std::uint32_t> by_image(const std::vector<std::uint32_t>& images, std::size_t count) {
  std::vector<std::uint32_t> starts(count + 1), order(images.size());
  for (const auto image : images) ++starts[image + 1];
  for (std::size_t i = 0; i < count; ++i) starts[i + 1] += starts[i];
  for (std::uint32_t i = 0; i < images.size(); ++i) order[starts[images[i]]++] = i;
  return order;
}

}  // namespace

void CaptionBlocks::add(std::uint32_t image, std::string_view caption) {
  filling_.images.push_back(image);
  filling_.text += caption;
  filling_.ends.push_back(static_cast<std::uint32_t>(filling_.text.size()));
  if (filling_.text.size() > kBlock) flush();
}

void CaptionBlocks::flush() {
  if (given_.valid()) given_.get();
  std::swap(filling_, giving_);
  filling_.images.clear();
  filling_.ends.clear();
  filling_.text.clear();
  given_ = std::async(std::launch::async, [this] { give(giving_, images_); });
}

void CaptionBlocks::finish() {
  flush();
  given_.get();
}

void CaptionBlocks::give(const Block& block, std::vector<DatasetImage>& images) {
  for (const auto i : by_image(block.images, images.size())) {
    const std::uint32_t begin = i == 0 ? 0 : block.ends[i - 1];
    auto& captions = images[block.images[i]].captions;
    if (captions.empty()) captions.reserve(kUsualCaptions);
    captions.emplace_back(block.text.data() + begin, block.ends[i] - begin);
  }
}

}  // namespace vignette
