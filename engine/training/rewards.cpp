#include "training/rewards.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

namespace vignette {
namespace {

at::Tensor normalised(const at::Tensor& rows) {
  return rows / rows.norm(2, {-1}, true);
}

}  // namespace

ClipScores score_captions(const at::Tensor& texts, const at::Tensor& targets, const at::Tensor& images,
                          const at::Tensor& scale, const RewardWeights& weights) {
  const at::NoGradGuard no_grad;
  const auto unit_texts = normalised(texts);
  ClipScores scores;
  scores.l1 = scale * (1 - (targets - texts).abs().mean(-1));
  scores.cosine = scale * (normalised(targets) * unit_texts).sum(-1);
  scores.clip = scale * (normalised(images) * unit_texts).sum(-1);
  const auto similarity = weights.cosine * scores.cosine + (1 - weights.cosine) * scores.l1;
  scores.score = (1 - weights.clip) * similarity + weights.clip * scores.clip;
  return scores;
}

at::Tensor advantages(const at::Tensor& samples, const at::Tensor& greedy, std::int64_t samples_per_image,
                      Baseline baseline) {
  const auto grouped = samples.view({-1, samples_per_image});
  if (baseline == Baseline::greedy) return (grouped - greedy.unsqueeze(1)).reshape({-1});
  const auto others = (grouped.sum(1, /*keepdim=*/true) - grouped) / double(samples_per_image - 1);
  return (grouped - others).reshape({-1});
}

at::Tensor policy_loss(const at::Tensor& log_probabilities, const at::Tensor& advantage) {
  return (-log_probabilities * advantage.detach()).mean();
}

}  // namespace vignette
