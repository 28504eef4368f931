#pragma once
// Corpus metrics as pycocoevalcap computes them.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vignette {

/// One image: its candidate caption and its references, raw text (tokenised here by ptb_tokenize).
struct CaptionedImage {
  std::int64_t image_id = 0;
  std::string candidate;
  std::vector<std::string> references;
};

struct MetricResult {
  std::map<std::string, double> corpus;  ///< "BLEU-1" … "BLEU-4", "ROUGE-L", "CIDEr" (1.0 = 100 in papers)
  std::map<std::string, std::vector<double>> per_image;  ///< the same keys, in the order of the images given
};

/// Metric names that evaluate_captions knows.
std::vector<std::string> metric_names();

/// References tokenised and counted once, so that many candidate sets are scored against them (validation, per-caption
/// CIDEr). Document frequencies for CIDEr come from the references given. Immutable; any thread.
class ReferenceSet {
 public:
  struct Image {
    std::int64_t image_id = 0;
    std::vector<std::string> references;
  };
  /// Throws std::invalid_argument naming an image that has no reference or is given twice.
  explicit ReferenceSet(std::span<const Image> images);
  ~ReferenceSet();
  ReferenceSet(ReferenceSet&&) noexcept;
  ReferenceSet& operator=(ReferenceSet&&) noexcept;

  std::size_t size() const;
  bool contains(std::int64_t image_id) const;

  /// Scores candidates, keyed by image id, against their references; `metrics` empty means all. They may be fewer than
  /// the images or several for one. Throws std::invalid_argument naming an id without references or an unknown metric.
  MetricResult evaluate(std::span<const std::pair<std::int64_t, std::string>> candidates,
                        std::span<const std::string> metrics = {}) const;

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

struct Diversity {
  double distinct_1 = 0, distinct_2 = 0;  ///< distinct n-grams / all n-grams, PTB tokens
  double mean_length = 0;                 ///< words
  std::int64_t vocabulary = 0;
};
/// All 0 for no captions.
Diversity measure_diversity(std::span<const std::string> captions);

}  // namespace vignette
