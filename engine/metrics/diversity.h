#pragma once
// How varied captions are, by themselves.

#include <cstdint>
#include <span>
#include <string>

namespace vignette {

struct Diversity {
  double distinct_1 = 0, distinct_2 = 0;  ///< distinct n-grams / all n-grams, PTB tokens
  double mean_length = 0;                 ///< words
  std::int64_t vocabulary = 0;
};
/// All 0 for no captions.
Diversity measure_diversity(std::span<const std::string> captions);

}  // namespace vignette
