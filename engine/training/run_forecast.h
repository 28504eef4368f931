#pragma once
// What a run will read, need and leave behind, told before it starts. Free of LibTorch.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "data/text_statistics.h"
#include "training/training_run.h"

namespace vignette {

struct RunForecast {
  std::vector<std::pair<std::string, std::int64_t>> images;  ///< "train", "val", "test" and each evaluation set
  TextStatistics references;                                 ///< captions of the training images
  TextStatistics corpus;                                     ///< what the critic takes for human; likelihood: learns
  bool own_corpus = false;                                   ///< corpus.path is named
  double in_training = 0, in_validation = 0, in_test = 0;    ///< part of these sets' references that the corpus holds
  double words_known = 0;  ///< part of the words of validation and test references that the corpus knows

  std::int64_t steps = 0;
  std::int64_t curve_bytes = 0, caption_bytes = 0;  ///< of the store
  std::int64_t checkpoint_bytes = 0;                ///< of the run's folder, once full
  std::int64_t memory_bytes = 0;                    ///< at most (estimate_memory)
  std::int64_t store_bytes() const { return curve_bytes + caption_bytes; }
};

/// Reads the dataset and the corpus, opens no model's weights. The store's size is a rough figure by its schema.
/// Throws RecipeError, DatasetError, StopRequested when `control` says so.
RunForecast forecast_run(const Recipe& recipe, RunObserver& observer, RunControl& control);

}  // namespace vignette
