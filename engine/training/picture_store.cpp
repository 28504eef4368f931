#include "training/picture_store.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <numeric>

#include "training/compute.h"

namespace vignette {
namespace {

constexpr std::size_t slice = 256;

}  // namespace

std::int64_t picture_budget() {
  std::ifstream memory("/proc/meminfo");
  for (std::string name; memory >> name;) {
    std::int64_t kibibytes = 0;
    if (name == "MemAvailable:" && memory >> kibibytes) return kibibytes * 1024 / 4;
    memory.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return std::int64_t{512} << 20;
}

PictureStore::PictureStore(RunContext& context, std::vector<DatasetImage>& images,
                           const ClipPreprocessing& preprocessing, std::int64_t budget, const std::string& what)
    : context_(context),
      images_(images),
      loader_(preprocessing, thread_count(context.recipe())),
      warned_(images.size(), false) {
  const auto side = std::int64_t{preprocessing.size};
  if (static_cast<std::int64_t>(images.size()) * 3 * side * side <= budget) load_all(what);
}

void PictureStore::load_all(const std::string& what) {
  std::vector<std::int64_t> all(images_.size());
  std::iota(all.begin(), all.end(), 0);
  const auto side = std::int64_t{loader_.preprocessing().size};
  block_ = at::empty({size(), 3, side, side}, at::kByte);
  std::vector<DatasetImage> kept;
  const auto next = [&](std::size_t first) {
    return std::vector(all.begin() + static_cast<std::ptrdiff_t>(std::min(first, all.size())),
                       all.begin() + static_cast<std::ptrdiff_t>(std::min(first + slice, all.size())));
  };
  loader_.start(paths(next(0)));
  for (std::size_t first = 0; first < all.size(); first += slice) {
    const auto pictures = loader_.take();
    if (first + slice < all.size()) loader_.start(paths(next(first + slice)));
    const auto batch = assemble(next(first), pictures);
    const auto begin = static_cast<std::int64_t>(kept.size());
    block_.slice(0, begin, begin + batch.pixels.size(0)).copy_(batch.pixels);
    for (const auto item : batch.items) kept.push_back(images_[static_cast<std::size_t>(item)]);
    context_.progress(what, double(std::min(first + slice, all.size())) / double(all.size()));
    context_.check();
  }
  images_ = std::move(kept);
  block_ = block_.slice(0, 0, size());
}

std::vector<std::filesystem::path> PictureStore::paths(const std::vector<std::int64_t>& items) const {
  std::vector<std::filesystem::path> result;
  for (const auto item : items) result.push_back(images_[static_cast<std::size_t>(item)].path);
  return result;
}

PictureBatch PictureStore::assemble(const std::vector<std::int64_t>& items,
                                    const std::vector<LoadedPicture>& pictures) {
  PictureBatch batch;
  const auto side = std::int64_t{loader_.preprocessing().size};
  batch.pixels = at::empty({static_cast<std::int64_t>(items.size()), 3, side, side}, at::kByte);
  auto* out = batch.pixels.data_ptr<std::uint8_t>();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto index = static_cast<std::size_t>(items[i]);
    if (pictures[i].problem.empty()) {
      out = std::copy(pictures[i].pixels.begin(), pictures[i].pixels.end(), out);
      batch.items.push_back(items[i]);
    } else if (!warned_[index]) {
      warned_[index] = true;
      context_.warn(images_[index].path.empty() ? images_[index].file_name : images_[index].path.string(),
                    pictures[i].problem + "; the picture is left out");
    }
  }
  batch.pixels = batch.pixels.slice(0, 0, static_cast<std::int64_t>(batch.items.size()));
  return batch;
}

PictureBatch PictureStore::take(const std::vector<std::int64_t>& items) {
  if (block_.defined()) return {block_.index_select(0, at::tensor(items, at::kLong)), items};
  if (under_way_ && *under_way_ != items) loader_.take();
  if (!under_way_ || *under_way_ != items) loader_.start(paths(items));
  under_way_.reset();
  return assemble(items, loader_.take());
}

void PictureStore::prefetch(const std::vector<std::int64_t>& items) {
  if (block_.defined() || under_way_) return;
  loader_.start(paths(items));
  under_way_ = items;
}

}  // namespace vignette
