#pragma once
// Sampling that keeps the gradient through every token drawn, as the original does: training.sampling =
// "through_sampling".

#include <ATen/core/Tensor.h>

#include <span>

#include "training/caption_batch.h"

namespace vignette {

struct GradientSamples {
  CaptionBatch captions;
  at::Tensor log_probabilities;  ///< [R], with gradient: mean over tokens, end token included
  at::Tensor entropy;            ///< scalar, no gradient
};

/// prefix [R, k, e], one row a caption. The policy is the generator in `mode` (training: with dropout, from the default
/// generator, drawn anew at each position). Each position runs over the whole caption so far, and all graphs are kept:
/// slow and large, for comparison with the two-pass step. Draws are those of generate(); a stop at `options.max_length`
/// is left to the caller (force_stop_at_limit has no effect).
GradientSamples sample_with_gradient(const Captioner& captioner, const at::Tensor& prefix,
                                     std::span<const GenerateRow> rows, const GenerateOptions& options,
                                     bool mask_forced_stop, Mode mode);

}  // namespace vignette
