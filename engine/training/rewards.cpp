#include "training/rewards.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

namespace vignette {
namespace {

at::Tensor normalised(const at::Tensor& rows) {
  return rows / rows.norm(2, {-1}, true);
}

}  // namespace

RewardWeights reward_weights(const Recipe& recipe) {
  return {recipe.real("reward.cosine_weight"), recipe.real("reward.clip_weight"),
          recipe.real("reward.clip_score_weight")};
}

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

CaptionRewards CaptionRewards::rows(std::int64_t first, std::int64_t last) const {
  const auto cut = [&](const at::Tensor& all) { return all.defined() ? all.slice(0, first, last) : all; };
  CaptionRewards part{{cut(clip.l1), cut(clip.cosine), cut(clip.clip), cut(clip.score)}, {}, cut(score)};
  for (const auto& term : terms)
    part.terms.push_back({term.name, term.weight, {term.values.begin() + first, term.values.begin() + last}});
  return part;
}

CaptionRewards weighted_sum(ClipScores clip, std::vector<TermScores> terms, const RewardWeights& weights,
                            std::int64_t captions, at::Device device) {
  std::vector<double> sum(static_cast<std::size_t>(captions), 0);
  for (const auto& term : terms)
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += term.weight * term.values.at(i);
  CaptionRewards rewards{std::move(clip), std::move(terms), {}};
  if (weights.clip_score != 0) rewards.score = weights.clip_score * rewards.clip.score;
  if (!rewards.terms.empty() || !rewards.score.defined()) {
    const auto others = at::tensor(sum, at::kFloat).to(device);
    rewards.score = rewards.score.defined() ? rewards.score + others : others;
  }
  return rewards;
}

at::Tensor policy_loss(const at::Tensor& log_probabilities, const at::Tensor& advantage) {
  return (-log_probabilities * advantage.detach()).mean();
}

}  // namespace vignette
