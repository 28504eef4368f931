#pragma once
// BLEU (Papineni et al. 2002) with the closest reference length, as pycocoevalcap's bleu_scorer computes it.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "metrics/ngram_table.h"

namespace vignette {

/// What BLEU needs of one image's references.
struct BleuReferences {
  std::array<std::vector<NgramCount>, kNgramOrders> most;  ///< the largest count in any reference, sorted by id
  std::vector<std::int32_t> lengths;                       ///< words of each reference
};

BleuReferences bleu_references(std::span<const NgramProfile> references);

/// Counts that add up over a corpus.
struct BleuStatistics {
  std::array<std::int64_t, kNgramOrders> correct{}, guessed{};
  std::int64_t candidate_length = 0, reference_length = 0;

  BleuStatistics& operator+=(const BleuStatistics& other);
};

/// `references` must come from the table that made `candidate`, or from the one it extends.
BleuStatistics bleu_statistics(const NgramProfile& candidate, const BleuReferences& references);

/// BLEU-1 … BLEU-4, each 0 … 1.
std::array<double, kNgramOrders> bleu_scores(const BleuStatistics& statistics);

}  // namespace vignette
