// Every preset on the demo: its metric at the first and the last evaluation, and what it costs. Objective, mapper,
// freezing, noise, target and baseline are the preset's; paths, models, steps and rates are the demo's, whose models
// are a thousandth of GPT-2.

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>

#include "demo_outcome.h"
#include "session/jobs.h"
#include "session/presets.h"

namespace fs = std::filesystem;
using namespace vignette;

namespace {

using Lines = std::vector<std::string>;

struct Trial {
  std::string preset, metric = "CIDEr";
  Lines changes;
};

const Lines likelihood = {"training.batch_size=32", "training.max_steps=1000", "optimizer.learning_rate=1e-3",
                          "optimizer.warmup_steps=50", "evaluation.every=250"};
const Lines adversarial = {"training.batch_size=16",
                           "training.max_steps=500",
                           "optimizer.learning_rate=1e-4",
                           "optimizer.discriminator_learning_rate=5e-4",
                           "optimizer.warmup_steps=20",
                           "reward.start_step=20",
                           "reward.ramp_steps=100",
                           "reward.weight=0.2",
                           "reward.discriminator_only_steps=20",
                           "evaluation.every=100"};
const Lines from_start = {"models.captioner=models/captioner", "mapper.kind=mlp", "mapper.prefix_length=6"};

Lines operator+(Lines left, const Lines& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

std::vector<Trial> trials() {
  const Lines corpus = {"corpus.path=corpus.txt"};
  return {{"clipcap-mlp", "CIDEr", likelihood},
          {"clipcap-transformer", "CIDEr", likelihood},
          {"clip-gpt", "CIDEr", likelihood},
          {"cross-attention", "CIDEr", likelihood + Lines{"training.accumulation=1", "evaluation.metric=CIDEr"}},
          {"likelihood", "CIDEr", likelihood + corpus},
          {"capdec", "CIDEr", likelihood + corpus},
          {"cgtgan", "CIDEr", adversarial + from_start},
          {"cgtgan-unpaired", "CIDEr", adversarial + from_start + corpus},
          {"self-critical", "CIDEr",
           from_start + Lines{"training.batch_size=16", "training.max_steps=500", "optimizer.learning_rate=1e-4",
                              "optimizer.warmup_steps=20", "evaluation.every=100"}},
          {"contrastive",
           "R@1",
           {"training.max_steps=300", "training.batch_size=64", "evaluation.every=100",
            "models.clip=", "clip.vision_layers=2"}}};
}

Recipe on_demo(const Trial& trial, const fs::path& demo) {
  auto recipe = Recipe::from_text(find_preset(trial.preset)->toml, trial.preset);
  for (const auto* line : {"device=cpu", "training.threads=1", "decoding.max_length=24", "captions.every=0"})
    recipe.set_assignment(line);
  for (const auto& [key, file] : {std::pair("dataset.train", "annotations/train.json"),
                                  {"dataset.validation", "annotations/val.json"},
                                  {"dataset.test", "annotations/test.json"},
                                  {"models.clip", "models/clip"},
                                  {"models.language_model", "models/gpt2"},
                                  {"models.discriminator", "models/roberta"}})
    recipe.set(key, (demo / file).string());
  for (const auto& line : trial.changes) recipe.set_assignment(line);
  for (const auto* key : {"models.captioner", "corpus.path"})
    if (const auto file = recipe.text(key); !file.empty()) recipe.set(key, (demo / file).string());
  return recipe;
}

struct Given {
  std::string out = "demo-recipes";
  Lines only;
};

void run(const Given& given) {
  const fs::path out = fs::absolute(given.out);
  const auto demo = write_demo({out / "demo"}).recipe;
  std::cout << std::left << std::setw(22) << "preset" << std::setw(8) << "metric" << std::right
            << "   first    last    best    test   steps  seconds  CPU-sec   (x100)\n";
  for (const auto& trial : trials()) {
    if (!given.only.empty() && std::ranges::find(given.only, trial.preset) == given.only.end()) continue;
    const auto outcome =
        train(on_demo(trial, fs::path(demo).parent_path()), out / "runs.sqlite", trial.preset, trial.metric);
    std::cout << std::left << std::setw(22) << trial.preset << std::setw(8) << trial.metric << std::right << std::fixed
              << std::setprecision(1);
    for (const double value : {outcome.start, outcome.last, outcome.best, outcome.test})
      std::cout << std::setw(8) << value;
    std::cout << std::setprecision(0) << std::setw(8) << outcome.steps << std::setw(9) << outcome.seconds
              << std::setw(9) << outcome.cpu_seconds << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Every preset on the demo: its metric at the start and at the end, and the time");
  Given given;
  app.add_option("--out", given.out, "Folder for the demo and the runs")->capture_default_str();
  app.add_option("--only", given.only, "These presets only");
  app.callback([&] { run(given); });
  return parse_and_run(app, argc, argv);
}
