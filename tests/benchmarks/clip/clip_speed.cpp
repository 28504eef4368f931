// Our side of compare_clip.py: embeds picture files as `vignette-cli encode` does. Loads the model and embeds the first
// files once to warm up; then answers each line on its input with a JSON line of figures.
// usage: clip_speed CLIP LIST THREADS BATCH PRECISION EMBEDDINGS     (LIST: a file a line; EMBEDDINGS: float32 rows,
// written)

#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "session/clip_encoder.h"
#include "session/inference.h"

namespace {

using namespace vignette;
namespace fs = std::filesystem;

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return double(time.tv_sec) + 1e-6 * double(time.tv_usec); };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::vector<fs::path> read_list(const std::string& file) {
  std::ifstream in(file);
  std::vector<fs::path> paths;
  for (std::string line; std::getline(in, line);) paths.emplace_back(line);
  if (paths.empty()) throw std::runtime_error(file + " names no picture");
  return paths;
}

nlohmann::json measure(ClipEncoder& encoder, const std::vector<fs::path>& files, std::size_t batch, std::ostream& out) {
  const auto begin = std::chrono::steady_clock::now();
  const double processor = processor_seconds();
  encoder.images(files, batch, [&](std::size_t, ImageEmbedding&& image) {
    if (!image.problem.empty()) throw std::runtime_error(image.problem);
    out.write(reinterpret_cast<const char*>(image.embedding.data()),
              static_cast<std::streamsize>(image.embedding.size() * sizeof(float)));
  });
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {{"wall", wall.count()}, {"cpu", processor_seconds() - processor}};
}

int run(char** argv) {
  const std::vector<fs::path> files = read_list(argv[2]);
  settle_inference(std::stoi(argv[3]));
  ClipEncoder encoder(argv[1], "cpu", {true, argv[5]});
  const std::size_t batch = std::stoul(argv[4]);
  std::ofstream nowhere;
  measure(encoder, {files.begin(), files.begin() + std::min<std::ptrdiff_t>(64, std::ssize(files))}, batch, nowhere);
  std::cout << "{}" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    std::ofstream out(argv[6], std::ios::binary | std::ios::trunc);
    std::cout << measure(encoder, files, batch, out) << std::endl;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 7) throw std::invalid_argument("usage: clip_speed CLIP LIST THREADS BATCH PRECISION EMBEDDINGS");
  return run(argv);
} catch (const std::exception& failure) {
  std::cerr << failure.what() << '\n';
  return 1;
}
