#pragma once
// Document frequencies of another corpus (COCO's validation captions, usually), kept in a file, so that CIDEr of a
// small set compares with that of others.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vignette {

struct SavedFrequencies {
  std::int64_t images = 0;                                   ///< of that corpus; at least 1
  std::vector<std::pair<std::string, std::int32_t>> ngrams;  ///< 1 to 4 words with single blanks between, and images
};

/// Counts those of images with the captions given (raw texts, tokenised here), sorted by n-gram.
SavedFrequencies count_frequencies(std::span<const std::vector<std::string>> images);

}  // namespace vignette
