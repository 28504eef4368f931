#pragma once
// Is one set of captions better than another on the same images?

#include <cstdint>
#include <span>

namespace vignette {

struct PairedDifference {
  double difference = 0;     ///< mean of a - b
  double low = 0, high = 0;  ///< 95% interval, percentile bootstrap over images
};

/// `a` and `b`: scores of the same images in the same order, at least one. The same seed gives the same interval.
PairedDifference compare_paired(std::span<const double> a, std::span<const double> b, std::uint64_t seed = 0,
                                int resamples = 1000);

}  // namespace vignette
