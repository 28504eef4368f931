// Opens a dataset and prints what compare_pycocotools.py reads: seconds, peak memory it added, images, captions.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>

#include "data/dataset.h"

namespace {

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: open_dataset FILE_OR_FOLDER\n"), 2;
  vignette::OpenDatasetOptions options;
  options.check_files = false;  // pycocotools looks for no picture either
  const double before = peak_mib();
  const auto begin = std::chrono::steady_clock::now();
  const auto dataset = vignette::open_dataset(argv[1], options);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf("{\"seconds\": %.4f, \"mib\": %.1f, \"images\": %zu, \"captions\": %zu}\n", seconds.count(),
              peak_mib() - before, dataset.images.size(), dataset.caption_count());
}
