#pragma once
// Corpus metrics as pycocoevalcap computes them.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "metrics/bleu.h"
#include "metrics/meteor_statistics.h"
#include "metrics/reference_options.h"

namespace vignette {

/// One image: its candidate caption and its references, raw text (tokenised here by ptb_tokenize).
struct CaptionedImage {
  std::int64_t image_id = 0;
  std::string candidate;
  std::vector<std::string> references;
};

/// Scores by the metrics' names. CIDEr is as pycocoevalcap prints it: 1.0 = 100 in papers.
struct MetricResult {
  std::map<std::string, double> corpus;
  std::map<std::string, std::vector<double>> per_image;  ///< the same keys, in the order of the candidates given
  /// Counts of each candidate for the corpus scores that are not the mean of the candidates'; empty when not asked for.
  std::vector<BleuStatistics> bleu;
  std::vector<MeteorStatistics> meteor;
};

/// The metrics computed when none are named: BLEU-1 … BLEU-4, ROUGE-L and CIDEr (pycocoevalcap's, which is CIDEr-D);
/// with METEOR's data METEOR.
std::vector<std::string> metric_names(const ReferenceOptions& options = {});
/// All that these options allow: besides, CIDEr-plain (no clipping, no length penalty), and with saved frequencies
/// CIDEr-D-saved-df and CIDEr-plain-saved-df.
std::vector<std::string> available_metric_names(const ReferenceOptions& options);
/// Everything that exists.
std::vector<std::string> all_metric_names();

/// References tokenised and counted once, so that many candidate sets are scored against them (validation, per-caption
/// CIDEr). Document frequencies for CIDEr come from the references given. Immutable; any thread.
class ReferenceSet {
 public:
  struct Image {
    std::int64_t image_id = 0;
    std::vector<std::string> references;
  };
  /// Throws std::invalid_argument naming an image that has no reference or is given twice.
  explicit ReferenceSet(std::span<const Image> images, const ReferenceOptions& options = {});
  ~ReferenceSet();
  ReferenceSet(ReferenceSet&&) noexcept;
  ReferenceSet& operator=(ReferenceSet&&) noexcept;

  std::size_t size() const;
  bool contains(std::int64_t image_id) const;

  /// Scores candidates, keyed by image id, against their references; `metrics` empty means metric_names(). They may be
  /// fewer than the images or several for one. `progress` gets 0 … 1 and may throw. Throws std::invalid_argument naming
  /// an id without references or an unknown metric.
  MetricResult evaluate(std::span<const std::pair<std::int64_t, std::string>> candidates,
                        std::span<const std::string> metrics = {},
                        const std::function<void(double)>& progress = {}) const;

  /// CIDEr-D of one caption against the references of `image_id` with this set's document frequencies.
  double cider(std::int64_t image_id, std::string_view candidate) const;
  /// CIDEr-D of one caption against any references with this set's document frequencies (unknown n-grams count as df
  /// 0).
  double cider(std::span<const std::string> references, std::string_view candidate) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Scores images whose candidates and references come together. Throws std::invalid_argument as above.
MetricResult evaluate_captions(std::span<const CaptionedImage> images, std::span<const std::string> metrics = {});

}  // namespace vignette
