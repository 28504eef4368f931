#pragma once
// CIDEr and CIDEr-D (Vedantam et al. 2015). What pycocoevalcap calls CIDEr is CIDEr-D: clipped weights and a length
// penalty with σ = 6.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "metrics/ngram_table.h"

namespace vignette {

/// In how many images' references each n-gram stands, of how many images.
class DocumentFrequencies {
 public:
  std::array<std::vector<std::int32_t>, kNgramOrders> counts;  ///< by n-gram id; ids past the end count as 0
  std::size_t images = 0;

  /// Adds one image: each n-gram of any of its references counts once.
  void add_image(std::span<const NgramProfile> references);
  /// Sets one n-gram's count.
  void set(std::size_t order, std::int32_t id, std::int32_t images_with_it);

 private:
  std::array<std::vector<std::size_t>, kNgramOrders> last_image_;  // that an n-gram was counted for
};

/// A caption as TF-IDF vectors, one per order, sorted by n-gram id.
struct CiderVector {
  struct Weight {
    std::int32_t id;
    double value;
  };
  std::array<std::vector<Weight>, kNgramOrders> orders;
  std::array<double, kNgramOrders> norms{};
  double length = 0;  ///< bigrams, as the original counts it
};

CiderVector cider_vector(const NgramProfile& profile, const DocumentFrequencies& frequencies);

enum class CiderKind {
  d,     ///< CIDEr-D: clipped, with the length penalty
  plain  ///< the mean cosine alone
};

/// Score of one candidate, 0 … 10; `references` must not be empty.
double cider_score(const CiderVector& candidate, std::span<const CiderVector> references,
                   CiderKind kind = CiderKind::d);

}  // namespace vignette
