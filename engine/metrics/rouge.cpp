#include "metrics/rouge.h"

#include <algorithm>

namespace vignette {

std::size_t longest_common_subsequence(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  std::vector<std::size_t> lengths(b.size() + 1, 0);  // of a's words so far with b's first j
  for (const std::int32_t word : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = lengths[j];
      lengths[j] = word == b[j - 1] ? diagonal + 1 : std::max(above, lengths[j - 1]);
      diagonal = above;
    }
  }
  return lengths.back();
}

double rouge_l(std::span<const std::int32_t> candidate, std::span<const std::vector<std::int32_t>> references) {
  constexpr double kBetaSquared = 1.2 * 1.2;
  double precision = 0, recall = 0;
  for (const auto& reference : references) {
    const auto common = static_cast<double>(longest_common_subsequence(candidate, reference));
    precision = std::max(precision, common / static_cast<double>(candidate.size()));
    recall = std::max(recall, common / static_cast<double>(reference.size()));
  }
  if (precision == 0 || recall == 0) return 0;
  return (1 + kBetaSquared) * precision * recall / (recall + kBetaSquared * precision);
}

}  // namespace vignette
