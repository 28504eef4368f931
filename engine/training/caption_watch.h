#pragma once
// The captions that a run stores as it goes: of a fixed set of images, and of its batches, with every score.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "training/adversarial_step.h"
#include "training/caption_references.h"
#include "training/run_context.h"

namespace vignette {

/// captions.watch images spread evenly over the set, as indices into it.
std::vector<std::int64_t> watched_images(const Recipe& recipe, std::size_t count);

class CaptionWatch {
 public:
  /// `images` [W] with their embeddings and targets [W, d]. CIDEr takes its document frequencies from `references`.
  CaptionWatch(RunContext& context, std::vector<DatasetImage> images, at::Tensor features, at::Tensor targets,
               std::shared_ptr<CaptionReferences> references);

  /// Leaves their references untold: pictures that belong to no dataset.
  void keep_references() { told_ = true; }

  /// Greedy captions of the watched images and `samples` sampled ones each, decoded in batches. Without samples there
  /// is no advantage; without a critic no critic score. Draws depend on (seed, step, image, sample).
  std::vector<CaptionRecord> watch(const Captioner& captioner, const AdversarialStep& scorer,
                                   const AdversarialOptions& options, std::int64_t step, std::int64_t samples);

  /// Sampled captions of the first images of a training batch.
  std::vector<CaptionRecord> batch(const Captioner& captioner, const std::vector<const DatasetImage*>& images,
                                   const CaptionBatch& captions, const CaptionScores& scores, std::int64_t step,
                                   std::int64_t samples_per_image);

 private:
  void tell_references(const std::vector<const DatasetImage*>& images);
  /// `sample` -1: the greedy caption.
  CaptionRecord record(const Captioner& captioner, const DatasetImage& image, const CaptionBatch& captions,
                       const CaptionScores& scores, std::int64_t step, std::int64_t row, std::int64_t sample) const;
  std::vector<CaptionRecord> watch_slice(const Captioner& captioner, const AdversarialStep& scorer,
                                         const AdversarialOptions& options, std::int64_t step, std::int64_t samples,
                                         std::int64_t first, std::int64_t last);

  RunContext& context_;
  std::vector<DatasetImage> images_;
  at::Tensor features_, targets_;
  std::shared_ptr<CaptionReferences> references_;
  bool told_ = false;
};

}  // namespace vignette
