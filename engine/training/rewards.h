#pragma once
// CLIP scores of captions, baselines and the policy-gradient loss (reference.md section 2, 3-5).

#include <ATen/core/Tensor.h>

namespace vignette {

struct RewardWeights {
  double cosine = 0.5;  ///< share of the cosine in the text similarity
  double clip = 0;      ///< share of the cosine between caption and image in the score
};

/// Scores of R captions on the 0-100 scale, each [R].
struct ClipScores {
  at::Tensor l1, cosine, clip, score;
};

/// `texts` [R, d] caption features; `targets` [R, d] what each caption's embedding is compared with; `images` [R, d];
/// none normalised. `scale` is exp(logit scale). l1 = scale·(1 - mean|target - text|) on the vectors as they are,
/// cosine and clip on normalised ones. No gradient.
ClipScores score_captions(const at::Tensor& texts, const at::Tensor& targets, const at::Tensor& images,
                          const at::Tensor& scale, const RewardWeights& weights);

enum class Baseline {
  greedy,  ///< the score of the image's greedy caption
  sample   ///< the mean of the image's other samples
};

/// `samples` [B·n], image-major; `greedy` [B] (read by Baseline::greedy only) -> advantage [B·n].
at::Tensor advantages(const at::Tensor& samples, const at::Tensor& greedy, std::int64_t samples_per_image,
                      Baseline baseline);

/// mean(-log p · advantage); the gradient goes to log p alone. Both [R].
at::Tensor policy_loss(const at::Tensor& log_probabilities, const at::Tensor& advantage);

}  // namespace vignette
