// Scores COCO results and prints, as JSON, what opening the files, METEOR's dictionaries, and the scoring itself (PTB
// tokenizer included) took. usage: metrics_speed REFERENCES RESULTS METRIC[,METRIC…]

#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "data/dataset.h"
#include "metrics/caption_metrics.h"
#include "session/meteor_sources.h"

using namespace vignette;

namespace {

using Json = nlohmann::ordered_json;

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/// Seconds since the last lap.
class Laps {
 public:
  Json lap() {
    const auto clock = std::chrono::steady_clock::now();
    const double processor = processor_seconds();
    const Json figures = {{"clock", std::chrono::duration<double>(clock - clock_).count()},
                          {"processor", processor - processor_},
                          {"peak_mb", peak_megabytes()}};
    clock_ = clock;
    processor_ = processor;
    return figures;
  }

 private:
  std::chrono::steady_clock::time_point clock_ = std::chrono::steady_clock::now();
  double processor_ = processor_seconds();
};

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  return parts;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: metrics_speed REFERENCES RESULTS METRIC[,METRIC...]\n";
    return 2;
  }
  const auto metrics = split(arguments[3]);
  Laps laps;
  OpenDatasetOptions open;
  open.check_files = false;
  std::vector<ReferenceSet::Image> images;
  for (const auto& image : open_dataset(arguments[1], open).images) images.push_back({image.id, image.captions});
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  std::ifstream results(arguments[2]);
  for (const auto& entry : Json::parse(results)) candidates.emplace_back(entry["image_id"], entry["caption"]);
  Json figures = {{"files", laps.lap()}};
  ReferenceOptions options;
  if (metrics.front() == "METEOR") options.meteor = find_meteor_data({}).data;
  figures["dictionaries"] = laps.lap();
  const auto result = ReferenceSet(images, options).evaluate(candidates, metrics);
  figures["scoring"] = laps.lap();
  for (const auto& [name, value] : result.corpus) figures["corpus"][name] = value;
  std::cout << figures << '\n';
}
