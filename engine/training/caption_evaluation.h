#pragma once
// Greedy captions of a set of images, and their corpus metrics.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "metrics/caption_metrics.h"
#include "training/caption_batch.h"
#include "training/objective.h"
#include "training/run_context.h"

namespace vignette {

/// Images with references and embeddings, row i of `features` [N, d] for images[i].
struct EvaluationSet {
  EvaluationSet(std::vector<DatasetImage> the_images, at::Tensor the_features, const ReferenceOptions& options = {});
  std::vector<DatasetImage> images;
  at::Tensor features;
  ReferenceSet references;

  /// nocaps' domains; empty where images have none or all the same.
  struct Domain {
    std::string name;
    std::vector<std::size_t> rows;
    ReferenceSet references;
  };
  std::vector<Domain> domains;
};

/// METEOR's data with evaluation.meteor, in the process that measures; warns of stages that will not run.
ReferenceOptions reference_options(RunContext& context);

/// References as metrics take them.
std::vector<ReferenceSet::Image> references_of(const std::vector<DatasetImage>& images);

/// Greedy captions of embeddings [N, d], in batches that the processes share; polls between them. `what` names the
/// progress.
std::vector<std::string> greedy_texts(RunContext& context, const Captioner& captioner, const at::Tensor& features,
                                      const std::string& what);

/// "<split>/BLEU-1" … "<split>/CIDEr", with METEOR's data "<split>/METEOR", "<split>/distinct_2" and "<split>/length"
/// (words) of greedy captions. Process 0 alone measures them; the others return nothing.
Scalars evaluate_captioner(RunContext& context, const Captioner& captioner, const EvaluationSet& set,
                           const std::string& split);

/// The set's first evaluation.images images (0: all), without those that have no captions.
std::vector<DatasetImage> evaluation_images(const Recipe& recipe, const std::vector<DatasetImage>& images);

/// evaluation.metric of a captioner; "auto" is CIDEr, or the loss when there are no images to caption.
SelectionMetric captioner_selection(const Recipe& recipe, bool has_images);

}  // namespace vignette
