#pragma once
// How varied captions are, by themselves. Raw texts, tokenised here.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vignette {

struct Diversity {
  double distinct_1 = 0, distinct_2 = 0;  ///< distinct n-grams / all n-grams, PTB tokens
  double mean_length = 0;                 ///< words
  std::int64_t vocabulary = 0;
};
/// All 0 for no captions.
Diversity measure_diversity(std::span<const std::string> captions);

/// Self-BLEU (Zhu et al. 2018): the mean BLEU-4 of each caption with all others as its references, 0 … 1; lower is more
/// varied. 0 for fewer than two captions. Time grows with the number of words, not with its square.
double self_bleu(std::span<const std::string> captions);

/// mBLEU-4 (Shetty et al. 2017): the mean BLEU-4 of each sample with the image's other samples as its references, 0 …
/// 1; lower is more varied. Images with one sample do not count; 0 when none has two.
double mutual_bleu(std::span<const std::vector<std::string>> images);

}  // namespace vignette
