#pragma once
// CLIP scores of captions and the policy-gradient loss (reference.md section 2, 3-5).

#include <ATen/core/Tensor.h>

#include <vector>

#include "recipe/recipe.h"
#include "training/reward_term.h"

namespace vignette {

struct RewardWeights {
  double cosine = 0.5;    ///< share of the cosine in the text similarity
  double clip = 0;        ///< share of the cosine between caption and image in the CLIP score
  double clip_score = 1;  ///< weight of the CLIP score beside other terms; 0: it is left out
};

/// Those of reward.cosine_weight, reward.clip_weight and reward.clip_score_weight. The other terms have theirs with
/// them.
RewardWeights reward_weights(const Recipe& recipe);

/// Scores of R captions on the 0-100 scale, each [R]; `score` is their mix by `cosine` and `clip`.
struct ClipScores {
  at::Tensor l1, cosine, clip, score;
};

/// `texts` [R, d] caption features; `targets` [R, d] what each caption's embedding is compared with; `images` [R, d];
/// none normalised. `scale` is exp(logit scale). l1 = scale·(1 - mean|target - text|) on the vectors as they are,
/// cosine and clip on normalised ones. No gradient.
ClipScores score_captions(const at::Tensor& texts, const at::Tensor& targets, const at::Tensor& images,
                          const at::Tensor& scale, const RewardWeights& weights);

/// Scores of R captions: of each term by itself, and Σ weight·term.
struct CaptionRewards {
  ClipScores clip;                ///< undefined where they were not asked for
  std::vector<TermScores> terms;  ///< the others
  at::Tensor score;               ///< [R]

  CaptionRewards rows(std::int64_t first, std::int64_t last) const;
};

/// Adds the terms up. `clip` may be undefined where weights.clip_score is 0; the sum is on `device`.
CaptionRewards weighted_sum(ClipScores clip, std::vector<TermScores> terms, const RewardWeights& weights,
                            std::int64_t captions, at::Device device);

/// mean(-log p · advantage); the gradient goes to log p alone. Both [R].
at::Tensor policy_loss(const at::Tensor& log_probabilities, const at::Tensor& advantage);

}  // namespace vignette
