#pragma once
// References that are already tokenised, counted once; what ReferenceSet is made of.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "metrics/bleu.h"
#include "metrics/caption_metrics.h"
#include "metrics/cider.h"
#include "metrics/meteor.h"
#include "metrics/ngram_table.h"

namespace vignette {

/// Immutable after construction; every const member may be called from any thread.
class TokenizedReferences {
 public:
  /// References of one image: tokens joined by single blanks. At least one per image.
  using References = std::vector<std::string>;
  explicit TokenizedReferences(std::span<const References> images, const ReferenceOptions& options = {});

  std::size_t size() const { return images_.size(); }

  /// A candidate is the index of its image and its tokens joined by single blanks.
  using Candidate = std::pair<std::size_t, std::string>;
  /// Empty `metrics` = metric_names(). Corpus values of no candidates are 0. `progress` gets 0 … 1 and may throw.
  /// Throws std::invalid_argument for a metric that is unknown or that these references were not prepared for.
  MetricResult evaluate(std::span<const Candidate> candidates, std::span<const std::string> metrics,
                        const std::function<void(double)>& progress = {}) const;

  double cider(std::size_t image, std::string_view candidate) const;
  double cider(std::span<const std::string> references, std::string_view candidate) const;

 private:
  struct Image {
    BleuReferences bleu;
    std::vector<CiderVector> cider, saved_cider;
    std::vector<std::vector<std::int32_t>> words;
  };
  struct Wanted;
  class Scoring;

  ReferenceOptions options_;
  NgramTable table_;
  DocumentFrequencies frequencies_, saved_frequencies_;
  std::vector<Image> images_;
  std::unique_ptr<const MeteorReferences> meteor_;
};

}  // namespace vignette
