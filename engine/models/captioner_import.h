#pragma once
// A state dict of a captioner as Vignette's own.

#include "data/weight_report.h"
#include "models/configs.h"

namespace vignette {

/// What the weights of a captioner do not tell; 0: found out or assumed.
struct CaptionerChoices {
  std::int64_t heads = 0;      ///< of the language model
  std::int64_t embedding = 0;  ///< numbers in an embedding
  bool normalize = false;      ///< embeddings are scaled to length 1 first
};

/// The sizes that the weights tell, and for the rest config.json beside the weights or the tokenizer, or what the
/// original programs take; says in report.assumed which. Throws WeightsError where they do not go together.
CaptionerDescription imported_description(WeightReport& report, const CaptionerChoices& given,
                                          const WeightShapes& weights);

/// Names and shapes of the captioner's parameters, as Vignette calls them.
NamedTensors captioner_parameters(const CaptionerDescription& description);

/// With the weights of report.source and the tokenizer of report.tokenizer. Throws WeightsError, std::runtime_error.
Captioner imported_captioner(const WeightReport& report, const CaptionerDescription& description);

}  // namespace vignette
