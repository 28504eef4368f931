#pragma once
// References that are already tokenised, counted once; what ReferenceSet is made of.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "metrics/bleu.h"
#include "metrics/caption_metrics.h"
#include "metrics/cider.h"
#include "metrics/ngram_table.h"

namespace vignette {

/// Immutable after construction; every const member may be called from any thread.
class TokenizedReferences {
 public:
  /// References of one image: tokens joined by single blanks. At least one per image.
  using References = std::vector<std::string>;
  explicit TokenizedReferences(std::span<const References> images);

  std::size_t size() const { return images_.size(); }

  /// A candidate is the index of its image and its tokens joined by single blanks.
  using Candidate = std::pair<std::size_t, std::string>;
  /// Empty `metrics` = all. Corpus values of no candidates are 0. Throws std::invalid_argument for an unknown metric.
  MetricResult evaluate(std::span<const Candidate> candidates, std::span<const std::string> metrics) const;

  double cider(std::size_t image, std::string_view candidate) const;
  double cider(std::span<const std::string> references, std::string_view candidate) const;

 private:
  struct Image {
    BleuReferences bleu;
    std::vector<CiderVector> cider;
    std::vector<std::vector<std::int32_t>> words;
  };

  NgramTable table_;
  DocumentFrequencies frequencies_;
  std::vector<Image> images_;
};

}  // namespace vignette
