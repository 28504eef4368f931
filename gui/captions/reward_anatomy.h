#pragma once
// What a caption's reward is made of: each term times its weight, the baseline and what is left as advantage. Any
// thread but for labels.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/records.h"

namespace vignette {

class ExperimentStore;

/// Weights of a run's score: clip_score · ((1 - clip) · (cosine · COSINE + (1 - cosine) · L1) + clip · CLIP) +
/// Σ weight · term (training/rewards.h).
struct RewardRecipe {
  bool known = false;
  double cosine = 0.5, clip = 0, clipScore = 1;
  std::vector<std::pair<std::string, double>> terms;  ///< score's key and weight, those other than 0
  std::string baseline;                               ///< reward.baseline
  std::int64_t longest = 20;                          ///< decoding.max_length
};

/// As it stood at `step`, live changes included; not known where the recipe cannot be read.
RewardRecipe rewardRecipeOf(ExperimentStore& store, RunId run, std::optional<std::int64_t> step);

struct RewardPart {
  std::string key;    ///< of the score
  double weight = 0;  ///< in the sum
  double value = 0;   ///< as stored, not weighted
  double share() const { return weight * value; }
};

struct RewardAnatomy {
  std::vector<RewardPart> parts;  ///< those with a weight and a stored value
  std::optional<double> reward, advantage;
  std::optional<double> critic;  ///< its verdict, which has a loss of its own beside the reward's
  double rest = 0;               ///< reward less the parts' sum, where a part was not stored
  std::optional<double> baseline() const {
    return reward && advantage ? std::optional(*reward - *advantage) : std::nullopt;
  }
};

RewardAnatomy anatomyOf(const RewardRecipe& recipe, const std::map<std::string, double>& scores);

}  // namespace vignette
