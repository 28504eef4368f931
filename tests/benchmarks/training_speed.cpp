// How many adversarial steps a second: models of the demo's size on scenes rendered here, one thread unless told
// otherwise. usage: training_speed FOLDER [--set key=value]…

#include <cstdio>
#include <cstring>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "data/demo_scenes.h"
#include "training/training_run.h"

namespace vignette {
namespace {

class Totals final : public RunObserver {
 public:
  void on_event(const TrainingEvent& event) override {
    if (const auto* checkpoint = std::get_if<CheckpointEvent>(&event)) last_checkpoint = checkpoint->path;
    const auto* step = std::get_if<StepEvent>(&event);
    if (!step) return;
    if (step->step == warm_up) begin = step->time, cpu_begin = std::clock();
    end = step->time;
    cpu_end = std::clock();
    steps = step->step;
    for (const auto& [name, value] : step->scalars)
      if (step->step > warm_up) sums[name] += value;
  }
  static constexpr std::int64_t warm_up = 5;
  std::string last_checkpoint;
  std::map<std::string, double> sums;
  double begin = 0, end = 0;
  std::clock_t cpu_begin = 0, cpu_end = 0;
  std::int64_t steps = 0;
};

class GoOn final : public RunControl {
 public:
  Verdict poll(std::vector<std::pair<std::string, ParameterValue>>&) override { return Verdict::go_on; }
};

Recipe base_recipe(const std::filesystem::path& folder) {
  Recipe recipe;
  recipe.set("dataset.train", (folder / "annotations" / "train.json").string());
  recipe.set("dataset.validation", (folder / "annotations" / "val.json").string());
  recipe.set("dataset.test", (folder / "annotations" / "val.json").string());
  recipe.set("dataset.images", (folder / "images").string());
  recipe.set("dataset.cache", (folder / "cache").string());
  for (const auto* line :
       {"training.threads=1", "training.batch_size=64", "optimizer.learning_rate=1e-3", "optimizer.warmup_steps=20",
        "evaluation.test=false", "captions.every=0", "checkpoint.every=0", "evaluation.every=1000000",
        "mapper.prefix_length=6", "language_model.vocab_size=400", "discriminator.vocab_size=400",
        "clip.vocab_size=700", "contrastive.logit_scale=100", "contrastive.freeze_logit_scale=true"})
    recipe.set_assignment(line);
  return recipe;
}

Totals train(const Recipe& recipe, const std::filesystem::path& folder) {
  Totals totals;
  GoOn control;
  make_training_run(recipe, {folder, {}, {}})->execute(totals, control);
  return totals;
}

void print(const char* what, const Totals& totals) {
  const double steps = double(totals.steps - Totals::warm_up);
  const double cpu = double(totals.cpu_end - totals.cpu_begin) / CLOCKS_PER_SEC;
  std::printf("%s: %.2f steps/s, %.4f CPU seconds a step", what, steps / (totals.end - totals.begin), cpu / steps);
  for (const auto& [name, sum] : totals.sums)
    if (name.starts_with("seconds/") || name == "caption_length" || name == "reward")
      std::printf(", %s %.4f", name.c_str(), sum / steps);
  std::printf("\n");
}

void measure(const std::filesystem::path& folder, const std::vector<std::string>& settings) {
  DemoOptions scenes;
  scenes.parts = {{"train", 320, false}, {"val", 32, false}};
  write_demo_scenes(folder, scenes);
  auto recipe = base_recipe(folder);
  recipe.set_assignment("training.objective=contrastive");
  recipe.set_assignment("training.max_steps=20");
  const auto clip = train(recipe, folder / "clip");
  print("contrastive (64 images)", clip);
  recipe.set("models.clip", clip.last_checkpoint);
  recipe.set_assignment("training.objective=likelihood");
  recipe.set_assignment("training.max_steps=300");
  const auto start = train(recipe, folder / "start");
  print("likelihood (64 captions)", start);
  recipe.set("models.captioner", start.last_checkpoint);
  for (const auto* line :
       {"training.objective=adversarial", "training.max_steps=105", "training.batch_size=16",
        "training.samples_per_image=5", "decoding.max_length=18", "optimizer.learning_rate=2e-4",
        "optimizer.discriminator_learning_rate=1e-4", "reward.target=aggregated", "reward.baseline=sample",
        "reward.clip_weight=0.5", "reward.start_step=0", "reward.ramp_steps=20", "reward.discriminator_only_steps=0"})
    recipe.set_assignment(line);
  for (const auto& setting : settings) recipe.set_assignment(setting);
  print("adversarial (16 images x 5)", train(recipe, folder / "adversarial"));
}

}  // namespace
}  // namespace vignette

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: training_speed FOLDER [--set key=value]...\n");
    return 2;
  }
  std::vector<std::string> settings;
  for (int i = 2; i + 1 < argc; i += 2)
    if (std::strcmp(argv[i], "--set") == 0) settings.emplace_back(argv[i + 1]);
  try {
    vignette::measure(argv[1], settings);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
