#include "training/run_fixture.h"

#include <fstream>
#include <iterator>

#include <stdexcept>

#include "data/demo_scenes.h"

namespace vignette {

std::vector<double> RecordingObserver::series(const std::string& name) const {
  std::vector<double> values;
  for (const auto& step : all<StepEvent>())
    for (const auto& [scalar, value] : step.scalars)
      if (scalar == name) values.push_back(value);
  return values;
}

std::map<std::int64_t, Scalars> RecordingObserver::steps() const {
  std::map<std::int64_t, Scalars> result;
  for (auto step : all<StepEvent>()) {
    std::erase_if(step.scalars, [](const auto& scalar) { return scalar.first.starts_with("seconds/"); });
    result[step.step] = std::move(step.scalars);
  }
  return result;
}

std::int64_t ScriptedControl::done() const {
  std::int64_t last = 0;
  for (const auto& step : observer_.all<StepEvent>()) last = step.step;
  return last;
}

std::optional<RunRequest> ScriptedControl::take_request() {
  auto& due = requests.at(this->done());
  auto request = due.front();
  due.erase(due.begin());
  return request;
}

RunControl::Verdict ScriptedControl::poll(std::vector<std::pair<std::string, ParameterValue>>& out) {
  const auto done = this->done();
  if (const auto due = requests.find(done); accepting_ && due != requests.end() && !due->second.empty())
    return Verdict::answer;
  if (const auto due = changes.find(done); due != changes.end()) {
    out = due->second;
    changes.erase(due);
  }
  return stop_after >= 0 && done >= stop_after ? Verdict::stop : Verdict::go_on;
}

TinyWorld::TinyWorld(const std::filesystem::path& folder) : folder_(folder) {
  DemoOptions options;
  options.seed = 5;
  options.image_size = 32;
  options.parts = {{"train", 40, false}, {"val", 12, false}, {"test", 8, false}};
  write_demo_scenes(folder_, options);
}

Recipe TinyWorld::recipe(const std::string& objective) const {
  Recipe recipe;
  recipe.set("training.objective", objective);
  for (const auto& [key, part] : {std::pair("train", "train"), {"validation", "val"}, {"test", "test"}})
    recipe.set(std::string("dataset.") + key, (folder_ / "annotations" / (std::string(part) + ".json")).string());
  recipe.set("dataset.images", (folder_ / "images").string());
  recipe.set("dataset.cache", (folder_ / "cache").string());
  for (const auto* line : {"device=cpu",
                           "training.threads=1",
                           "training.batch_size=8",
                           "optimizer.warmup_steps=2",
                           "optimizer.learning_rate=2e-3",
                           "clip.image_size=32",
                           "clip.patch_size=8",
                           "clip.projection_dim=32",
                           "clip.vision_hidden_size=32",
                           "clip.vision_layers=1",
                           "clip.text_hidden_size=32",
                           "clip.text_layers=1",
                           "clip.vocab_size=560",
                           "clip.max_position_embeddings=12",  // shorter than most captions: they are cut
                           "language_model.vocab_size=300",
                           "language_model.n_embd=32",
                           "language_model.n_layer=1",
                           "language_model.n_positions=64",
                           "discriminator.vocab_size=300",
                           "discriminator.hidden_size=32",
                           "discriminator.num_hidden_layers=1",
                           "mapper.prefix_length=4",
                           "decoding.max_length=16",
                           "captions.watch=4",
                           "captions.batch_images=2",
                           "checkpoint.every=0"})
    recipe.set_assignment(line);
  return recipe;
}

std::filesystem::path TinyWorld::trained(const Recipe& recipe) {
  const auto finished = run(recipe, {fresh_run(), {}, {}});
  if (!finished.failure.empty()) throw std::runtime_error(finished.failure);
  return finished.checkpoint("final");
}

std::filesystem::path TinyWorld::clip() {
  if (clip_.empty()) {
    auto recipe = this->recipe("contrastive");
    for (const auto* line : {"training.max_steps=20", "contrastive.logit_scale=100", "evaluation.every=20"})
      recipe.set_assignment(line);
    clip_ = trained(recipe);
  }
  return clip_;
}

std::filesystem::path TinyWorld::captioner() {
  if (captioner_.empty()) {
    auto recipe = this->recipe("likelihood");
    recipe.set("models.clip", clip().string());
    for (const auto* line : {"training.max_steps=60", "evaluation.every=60", "captions.every=0"})
      recipe.set_assignment(line);
    captioner_ = trained(recipe);
  }
  return captioner_;
}

Recipe TinyWorld::adversarial() {
  auto recipe = this->recipe("adversarial");
  recipe.set("models.clip", clip().string());
  recipe.set("models.captioner", captioner().string());
  for (const auto* line :
       {"training.batch_size=4", "training.samples_per_image=3", "training.max_steps=6", "reward.start_step=1",
        "reward.ramp_steps=2", "reward.target=aggregated", "optimizer.discriminator_learning_rate=1e-3",
        "evaluation.every=3", "captions.every=2", "optimizer.learning_rate=1e-4"})
    recipe.set_assignment(line);
  return recipe;
}

std::string FinishedRun::checkpoint(const std::string& kind) const {
  std::string path;
  for (const auto& event : observer.all<CheckpointEvent>())
    if (event.kind == kind) path = event.path;
  return path;
}

FinishedRun run(const Recipe& recipe, const TrainingRunOptions& options,
                const std::function<void(ScriptedControl&)>& script) {
  FinishedRun finished;
  finished.folder = options.run_folder;
  ScriptedControl control(finished.observer);
  if (script) script(control);
  try {
    finished.outcome = make_training_run(recipe, options)->execute(finished.observer, control);
  } catch (const std::exception& failure) {
    finished.failure = failure.what();
  }
  return finished;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string FinishedRun::bytes(const std::string& kind, const std::string& file) const {
  return bytes_of(std::filesystem::path(checkpoint(kind)) / file);
}

ResumedRun run_in_two(const Recipe& recipe, const std::filesystem::path& folder, std::int64_t stop,
                      const std::function<void(ScriptedControl&)>& script, const std::vector<ParameterChange>& replay) {
  const auto stopping = [&](ScriptedControl& control) {
    if (script) script(control);
    control.stop_after = stop;
  };
  auto part = run(recipe, {folder, {}, {}}, stopping);
  TrainingRunOptions options{folder, {}, replay};
  if (const auto last = part.checkpoint("last"); !last.empty()) options.checkpoint = last;
  auto rest = run(recipe, options);
  return {std::move(part), std::move(rest)};
}

std::map<std::int64_t, Scalars> ResumedRun::steps() const {
  auto all = part.observer.steps();
  all.merge(rest.observer.steps());
  return all;
}

}  // namespace vignette
