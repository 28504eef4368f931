#include "training/picture_loader.h"

#include <algorithm>
#include <atomic>
#include <exception>

namespace vignette {

/// Indices are handed out one by one, so that a huge picture holds up one thread only.
struct PictureLoader::Work {
  std::vector<std::filesystem::path> files;
  std::vector<LoadedPicture> pictures;
  std::atomic<std::size_t> next = 0;
};

LoadedPicture load_picture(const std::filesystem::path& file, const ClipPreprocessing& preprocessing) {
  LoadedPicture result;
  if (file.empty()) {
    result.problem = "its file was not found; name the folder that image paths start from in dataset.images";
    return result;
  }
  try {
    const auto picture = clip_crop(decode_image(file, preprocessing.apply_orientation), preprocessing);
    const auto plane = picture.pixels.size() / 3;
    result.pixels.resize(picture.pixels.size());
    for (std::size_t i = 0; i < plane; ++i)
      for (std::size_t channel = 0; channel < 3; ++channel)
        result.pixels[channel * plane + i] = picture.pixels[3 * i + channel];
  } catch (const std::exception& failure) {
    result.pixels.clear();
    result.problem = failure.what();
  }
  return result;
}

PictureLoader::PictureLoader(const ClipPreprocessing& preprocessing, int threads)
    : preprocessing_(preprocessing), threads_(std::max(1, threads)) {}

PictureLoader::~PictureLoader() {
  if (work_) work_->next = work_->files.size();
}

void PictureLoader::start(std::vector<std::filesystem::path> files) {
  auto work = std::make_shared<Work>();
  work->files = std::move(files);
  work->pictures.resize(work->files.size());
  const auto run = [work, preprocessing = preprocessing_] {
    for (std::size_t i = work->next++; i < work->files.size(); i = work->next++)
      work->pictures[i] = load_picture(work->files[i], preprocessing);
  };
  workers_.clear();
  for (int i = 0; i < threads_; ++i) workers_.push_back(std::async(std::launch::async, run));
  work_ = std::move(work);
}

std::vector<LoadedPicture> PictureLoader::take() {
  for (auto& worker : workers_) worker.get();
  workers_.clear();
  const auto work = std::move(work_);
  return work ? std::move(work->pictures) : std::vector<LoadedPicture>{};
}

}  // namespace vignette
