#pragma once
// References of images, tokenised and counted once, for metrics of single captions. Free of LibTorch.

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "metrics/caption_metrics.h"
#include "training/reward_term.h"

namespace vignette {

/// Counts at the first use. Document frequencies are those of the references of `training`, or of `validation` where no
/// training image has a caption. Both must outlive it unchanged. One thread.
class CaptionReferences {
 public:
  CaptionReferences(std::span<const DatasetImage> training, std::span<const DatasetImage> validation);

  /// `metric` of each caption against its own image's references, as pycocoevalcap computes it for an image: "CIDEr"
  /// (CIDEr-D, 0 … 10; 1.0 is 100 in papers), "BLEU-4" (sentence level, unsmoothed but for 1e-15 in place of a zero
  /// count; 0 … 1) and the others of metrics/caption_metrics.h. 0 where the image has no references.
  std::vector<double> score(std::span<const CaptionToScore> captions, const std::string& metric);

 private:
  const ReferenceSet& counted();
  bool is_counted(const DatasetImage& image) const;

  std::span<const DatasetImage> images_;
  std::unordered_map<std::int64_t, const DatasetImage*> by_id_;
  std::unique_ptr<ReferenceSet> references_;
};

}  // namespace vignette
