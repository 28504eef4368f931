#pragma once
// ROUGE-L (Lin 2004) as pycocoevalcap computes it.

#include <cstdint>
#include <span>
#include <vector>

namespace vignette {

/// Length of the longest common subsequence of two word sequences. Time O(a·b).
std::size_t longest_common_subsequence(std::span<const std::int32_t> a, std::span<const std::int32_t> b);

/// F-measure, 0 … 1, with β = 1.2; precision and recall are the best over the references, each by itself. No sequence
/// may be empty (an empty text counts as one empty word).
double rouge_l(std::span<const std::int32_t> candidate, std::span<const std::vector<std::int32_t>> references);

}  // namespace vignette
