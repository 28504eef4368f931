#pragma once
// A store in a folder of its own, for the store's tests.

#include <QTemporaryDir>
#include <filesystem>
#include <string>

#include "store/experiment_store.h"

namespace vignette {

class StoreFolder {
 public:
  std::filesystem::path file(const std::string& name = "runs.sqlite") const {
    return std::filesystem::path(directory_.path().toStdString()) / name;
  }

 private:
  QTemporaryDir directory_;
};

inline RunId add_run(ExperimentStore& store, const std::string& name = {}) {
  NewRun run;
  run.name = name;
  run.recipe = "[training]\nseed = 1\n";
  run.recipe_resolved = "[training]\nseed = 1\nthreads = 0\n";
  return store.create_run(run);
}

/// One step with one scalar.
inline ExperimentStore::StepScalars step_of(std::int64_t step, const std::string& series, double value) {
  return {step, static_cast<double>(step) * 0.5, {{series, value}}};
}

inline CaptionRecord caption_of(std::int64_t step, std::int64_t image, const std::string& text, double reward) {
  CaptionRecord caption;
  caption.step = step;
  caption.image_id = image;
  caption.image_path = "/images/" + std::to_string(image) + ".png";
  caption.kind = "greedy";
  caption.caption = text;
  caption.scores = {{"reward", reward}};
  return caption;
}

/// What `work` throws as StoreError, "" when it throws nothing.
template <class Work>
std::string refusal(const Work& work) {
  try {
    work();
  } catch (const StoreError& error) {
    return error.what();
  }
  return {};
}

}  // namespace vignette
