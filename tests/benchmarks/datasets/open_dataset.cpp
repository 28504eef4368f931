// Opens a dataset and prints what compare_pycocotools.py reads: seconds of the clock and of the processor, peak memory
// before and added, images, captions. --read only reads the file's bytes, --parse has simdjson walk through them.
#include <fcntl.h>
#include <simdjson.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset.h"

namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

/// Of this program alone: ru_maxrss begins with that of the process which started it.
double peak_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

struct Counts {
  std::size_t images = 0, captions = 0;
};

Counts open(const char* file) {
  vignette::OpenDatasetOptions options;
  options.check_files = false;  // pycocotools looks for no picture either
  const auto dataset = vignette::open_dataset(file, options);
  return {dataset.images.size(), dataset.caption_count()};
}

Counts read(const char* file) {
  std::vector<char> piece(1 << 20);
  const int descriptor = ::open(file, O_RDONLY);
  Counts counts;
  while (::read(descriptor, piece.data(), piece.size()) > 0) ++counts.images;
  close(descriptor);
  return counts;
}

std::size_t walk(simdjson::ondemand::value value) {
  std::size_t bytes = 0;
  for (auto element : value.get_array())
    for (auto field : element.get_object()) bytes += field.value().raw_json_token().value().size();
  return bytes;
}

Counts parse(const char* file) {
  simdjson::ondemand::parser parser;
  const auto text = simdjson::padded_string::load(file).take_value();
  auto document = parser.iterate(text);
  Counts counts;
  for (auto field : document.get_object()) {
    const std::string_view key = field.unescaped_key();
    if (key == "images" || key == "annotations") counts.captions += walk(field.value());
  }
  return counts;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 3 ? argv[1] : "";
  if (argc < 2 || argc > 3 || (argc == 3 && what != "--read" && what != "--parse"))
    return std::fprintf(stderr, "usage: open_dataset [--read|--parse] FILE_OR_FOLDER\n"), 2;
  const double bare = peak_mib(), begin_processor = processor_seconds();
  const auto begin = std::chrono::steady_clock::now();
  const Counts counts = what == "--read" ? read(argv[2]) : what == "--parse" ? parse(argv[2]) : open(argv[1]);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf(
      "{\"seconds\": %.4f, \"processor\": %.4f, \"mib\": %.1f, \"bare\": %.1f, \"images\": %zu, \"captions\": %zu}\n",
      seconds.count(), processor_seconds() - begin_processor, peak_mib() - bare, bare, counts.images, counts.captions);
}
