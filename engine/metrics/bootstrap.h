#pragma once
// How sure a corpus score is: percentile bootstrap over images (Efron & Tibshirani 1993; for metrics of texts Koehn
// 2004). A resample draws as many images as there are, with replacement; BLEU and METEOR are computed anew from the
// drawn images' counts, the others are means. CIDEr's document frequencies stay those of all references.

#include <cstdint>
#include <map>
#include <string>

#include "metrics/caption_metrics.h"

namespace vignette {

struct BootstrapOptions {
  int resamples = 1000;
  double level = 0.95;
  std::uint64_t seed = 0;  ///< the same seed draws the same images
};

struct ConfidenceInterval {
  double low = 0, high = 0;
};

/// By metric. Empty for no images. Throws std::invalid_argument for fewer than 1 resample or a level not inside 0 … 1.
std::map<std::string, ConfidenceInterval> confidence_intervals(const MetricResult& result,
                                                               const BootstrapOptions& options = {});

/// Is one set of captions better than another on the same images?
struct PairedComparison {
  double difference = 0;  ///< of the corpus scores, a - b
  ConfidenceInterval interval;
  /// Two-sided: twice the smaller share of resamples in which the difference is at most, or at least, 0; at most 1 and
  /// never below 1 / resamples.
  double p = 1;
  std::int64_t wins = 0, ties = 0, losses = 0;  ///< images where a scores higher, the same within 1e-9, or lower
};

/// By metric that both have. `a` and `b` are of the same images in the same order. Throws std::invalid_argument as
/// above and when they are not as long.
std::map<std::string, PairedComparison> compare_paired(const MetricResult& a, const MetricResult& b,
                                                       const BootstrapOptions& options = {});

}  // namespace vignette
