#include "captions/reward_anatomy.h"

#include <cmath>
#include <exception>

#include "session/stored_recipe.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr std::pair<const char*, const char*> kTerms[] = {
    {"CIDEr", "reward.cider_weight"},   {"BLEU-4", "reward.bleu_4_weight"},
    {"length", "reward.length_weight"}, {"repetition", "reward.repetition_weight"},
    {"words", "reward.words_weight"},   {"command", "reward.command_weight"}};

}  // namespace

RewardRecipe rewardRecipeOf(ExperimentStore& store, RunId run, std::optional<std::int64_t> step) {
  RewardRecipe result;
  try {
    const auto record = store.run(run);
    if (!record) return result;
    const auto recipe = recipe_at(store, run, stored_recipe(*record), step.value_or(record->steps));
    result.cosine = recipe.real("reward.cosine_weight");
    result.clip = recipe.real("reward.clip_weight");
    result.clipScore = recipe.real("reward.clip_score_weight");
    for (const auto& [key, weight] : kTerms)
      if (const double value = recipe.real(weight); value != 0) result.terms.emplace_back(key, value);
    result.baseline = recipe.text("reward.baseline");
    result.longest = recipe.integer("decoding.max_length");
    result.known = true;
  } catch (const std::exception&) {
    // A run of another version: its captions are shown all the same, without their reward's parts.
  }
  return result;
}

RewardAnatomy anatomyOf(const RewardRecipe& recipe, const std::map<std::string, double>& scores) {
  RewardAnatomy result;
  const auto stored = [&scores](const std::string& key) -> std::optional<double> {
    const auto found = scores.find(key);
    return found == scores.end() || !std::isfinite(found->second) ? std::nullopt : std::optional(found->second);
  };
  result.reward = stored("reward");
  result.advantage = stored("advantage");
  result.critic = stored("critic");
  if (!recipe.known || !result.reward) return result;
  const double text = recipe.clipScore * (1 - recipe.clip);
  std::vector<std::pair<std::string, double>> weights{
      {"cosine", text * recipe.cosine}, {"l1", text * (1 - recipe.cosine)}, {"clip", recipe.clipScore * recipe.clip}};
  weights.insert(weights.end(), recipe.terms.begin(), recipe.terms.end());
  result.rest = *result.reward;
  for (const auto& [key, weight] : weights) {
    const auto value = stored(key);
    if (weight == 0 || !value) continue;
    result.parts.push_back({key, weight, *value});
    result.rest -= weight * *value;
  }
  if (std::abs(result.rest) < 1e-3 * std::max(1.0, std::abs(*result.reward))) result.rest = 0;
  return result;
}

}  // namespace vignette
