#include "training/picture_loader.h"

#include <algorithm>
#include <atomic>
#include <cmath>
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
    const auto values = clip_preprocess(decode_image(file), preprocessing);
    const auto plane = static_cast<std::size_t>(preprocessing.size) * static_cast<std::size_t>(preprocessing.size);
    result.pixels.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto channel = i / plane;
      const float unit = values[i] * preprocessing.std[channel] + preprocessing.mean[channel];
      result.pixels[i] = static_cast<std::uint8_t>(std::clamp(std::lround(unit * 255), 0L, 255L));
    }
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
