// Our side of compare_steps.py: answers each line "adversarial" or "likelihood" on its input with a JSON line of
// figures. usage: real_size_step MODELS [--batch n] [--samples n] [--length n] [--threads n] [--dropout p]
// [--checkpointing 0|1]
// [--precision fp32|bf16]

#include <ATen/Parallel.h>
#include <sys/resource.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "real_size/players.h"
#include "session/freed_memory.h"
#include "training/compute.h"

namespace {

using namespace vignette;

std::int64_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * std::int64_t{1024};
}

nlohmann::ordered_json measure(RealSizePlayers& players, const std::string& what, const Recipe& recipe) {
  const auto begin = Seconds::now();
  Phases phases;
  std::map<std::string, double> figures;
  {
    const PrecisionScope precision(recipe, at::kCPU);
    figures = what == "likelihood" ? players.likelihood(phases) : players.adversarial(phases);
  }
  nlohmann::ordered_json answer;
  const auto whole = Seconds::now() - begin;
  answer["wall"] = whole.wall;
  answer["cpu"] = whole.cpu;
  answer["peak"] = peak_bytes();
  answer["phases"] = nlohmann::ordered_json::object();
  for (const auto& [name, seconds] : phases) answer["phases"][name] = seconds;
  answer["figures"] = figures;
  return answer;
}

int run(int argc, char** argv) {
  if (argc < 2) throw std::invalid_argument("usage: real_size_step MODELS [--batch n] [--samples n] [--length n] …");
  StepSizes sizes;
  Recipe recipe;
  int threads = 2;
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string key = argv[i], value = argv[i + 1];
    if (key == "--batch") sizes.batch = std::stoll(value);
    if (key == "--samples") sizes.samples = std::stoll(value);
    if (key == "--length") sizes.length = std::stoll(value);
    if (key == "--threads") threads = std::stoi(value);
    if (key == "--dropout") sizes.dropout = std::stod(value);
    if (key == "--checkpointing") sizes.checkpointing = value == "1";
    if (key == "--precision") recipe.set("precision", value);
  }
  at::set_num_threads(threads);
  RealSizePlayers players(argv[1], sizes);
  std::cout << R"({"ready": true})" << std::endl;
  for (std::string line; std::getline(std::cin, line);) std::cout << measure(players, line, recipe) << std::endl;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  try {
    return run(argc, argv);
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
}
