#pragma once
// The images and captions that a recipe names, in their parts.

#include <string>
#include <vector>

#include "data/dataset.h"
#include "recipe/text_forms.h"
#include "training/run_context.h"

namespace vignette {

/// All captions of the images, in order.
std::vector<std::string> captions_of_images(const std::vector<DatasetImage>& images);

struct TrainingData {
  std::vector<DatasetImage> train, validation, test;
  std::vector<std::string> captions;  ///< of a training set that is a plain text corpus

  /// Captions of the training images, in order (or `captions`).
  std::vector<std::string> training_captions() const;
};

/// Opens dataset.train, .validation and .test; parts without a file of their own come from the training set, by the
/// file's splits or by hash. Likelihood on text with a corpus of its own needs no training set. Problems become
/// warnings. Throws DatasetError or RecipeError.
TrainingData open_training_data(RunContext& context);

/// The images of an evaluation set that have captions: those of its test split where the file has splits, else all.
/// Throws DatasetError naming the set when there are none.
std::vector<DatasetImage> open_evaluation_images(RunContext& context, const NamedSet& set);

/// The critic's corpus, and what likelihood on text learns: corpus.path cleaned, or the training captions; gendered
/// words balanced where corpus.rebalance_gender asks for it. Throws DatasetError when it is empty.
std::vector<std::string> open_corpus(RunContext& context, const TrainingData& data);

}  // namespace vignette
