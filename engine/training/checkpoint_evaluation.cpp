#include "training/checkpoint_evaluation.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "log/log.h"
#include "recipe/text_forms.h"
#include "training/caption_evaluation.h"
#include "training/checkpoint.h"
#include "training/compute.h"
#include "training/embedding.h"
#include "training/model_files.h"
#include "training/training_data.h"

namespace vignette {
namespace {

/// The checkpoint's: that of its phase, with the models it was trained with.
Recipe recipe_of(const CheckpointToEvaluate& request, const nlohmann::json& state) {
  auto recipe = Recipe::from_text(state.at("recipe").get<std::string>(), request.checkpoint.string());
  for (const auto* key : {"evaluation.sets", "device"}) recipe.set(key, request.recipe.value(key));
  if (recipe.text("training.objective") == "contrastive")
    throw RecipeError("this run trained a CLIP, which captions nothing: there is nothing to evaluate");
  recipe.set("models.captioner", request.checkpoint.string());
  return recipe;
}

TrainingRunOptions options_of(const CheckpointToEvaluate& request) {
  TrainingRunOptions options;
  options.run_folder = request.run_folder;
  options.find_meteor = request.find_meteor;
  return options;
}

/// Opens what is asked for, set by set.
class Evaluation {
 public:
  Evaluation(const CheckpointToEvaluate& request, RunObserver& observer, RunControl& control)
      : request_(request),
        state_(read_checkpoint_state(request.checkpoint)),
        context_(recipe_of(request, state_), options_of(request), observer, control),
        device_(compute_device(context_.recipe())),
        embedder_(context_, device_),
        captioner_(open_captioner(context_, embedder_.width(), {}, device_)) {
    context_.step_done(request.step);
  }

  std::vector<EvaluationEvent> run() {
    std::vector<EvaluationEvent> events;
    for (const auto& name : names()) {
      auto images = images_of(name);
      const auto rows = embedder_.embed_images(images, "embedding images of " + name);
      const EvaluationSet set(std::move(images), rows.to(device_));
      events.push_back({request_.step, state_.at("run").at("time").get<double>(), name,
                        evaluate_captioner(context_, captioner_.captioner, set, name), false});
    }
    return events;
  }

 private:
  std::vector<std::string> names() {
    if (!request_.sets.empty()) return request_.sets;
    std::vector<std::string> all;
    for (const auto* name : {"val", "test"})
      if (!own_images(name).empty()) all.emplace_back(name);
    for (const auto& set : parse_evaluation_sets(context_.recipe().text("evaluation.sets"))) all.push_back(set.name);
    if (all.empty()) throw RecipeError("the run has no images with captions to evaluate: name a set of your own");
    return all;
  }

  std::vector<DatasetImage> own_images(const std::string& name) {
    if (!data_) data_ = open_training_data(context_);
    if (name == "val") return evaluation_images(context_.recipe(), data_->validation);
    auto images = data_->test;
    std::erase_if(images, [](const auto& image) { return image.captions.empty(); });
    return images;
  }

  std::vector<DatasetImage> images_of(const std::string& name) {
    if (name == "val" || name == "test") {
      auto images = own_images(name);
      if (images.empty()) throw RecipeError(concat("the run's dataset has no ", name, " images with captions"));
      return images;
    }
    for (const auto& set : parse_evaluation_sets(context_.recipe().text("evaluation.sets")))
      if (set.name == name) return open_evaluation_images(context_, set);
    throw RecipeError(
        concat("there is no set ", name, ": use val, test, a name of evaluation.sets, or NAME=ANNOTATIONS"));
  }

  const CheckpointToEvaluate& request_;
  nlohmann::json state_;  ///< the checkpoint's
  RunContext context_;
  at::Device device_;
  Embedder embedder_;
  CaptionerFiles captioner_;
  std::optional<TrainingData> data_;
};

}  // namespace

std::vector<EvaluationEvent> evaluate_checkpoint(const CheckpointToEvaluate& request, RunObserver& observer,
                                                 RunControl& control) {
  at::set_num_threads(thread_count(request.recipe));
  return Evaluation(request, observer, control).run();
}

}  // namespace vignette
