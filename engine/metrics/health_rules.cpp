#include "metrics/health_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace vignette {
namespace {

using Value = std::optional<double>;

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

/// The last `count` values, the newest last; empty while there are fewer.
std::vector<double> last(const HealthInputs& inputs, std::string_view series, std::int64_t count) {
  const auto found = inputs.history.find(series);
  if (found == inputs.history.end() || std::ssize(found->second) < count) return {};
  return {found->second.end() - count, found->second.end()};
}

Value mean_of(const HealthInputs& inputs, std::string_view series, std::int64_t count) {
  const auto values = last(inputs, series, count);
  if (values.empty()) return std::nullopt;
  return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Value mean(const HealthRule& rule, const HealthInputs& inputs) {
  return mean_of(inputs, first_word(rule.series), rule.window);
}

Value share_of_peak(const HealthRule& rule, const HealthInputs& inputs) {
  const auto now = mean(rule, inputs);
  if (!now) return now;
  auto& peak = inputs.memory[std::string(rule.series)].peak;
  peak = std::max(peak, *now);
  return peak > 0 ? *now / peak : Value();
}

Value spread_of_reward(const HealthRule& rule, const HealthInputs& inputs) {
  const auto spread = mean_of(inputs, "advantage_spread", rule.window), reward = mean_of(inputs, "reward", rule.window);
  if (!spread || !reward || *reward == 0) return std::nullopt;
  return *spread / std::abs(*reward);
}

Value times_median(const HealthRule& rule, const HealthInputs& inputs) {
  auto values = last(inputs, "grad_norm/generator", rule.window + 1);
  if (values.empty()) return std::nullopt;
  const double now = values.back();
  values.pop_back();
  const double usual = median(std::move(values));
  // A gradient that has as good as vanished has no usual size.
  return usual > 1e-3 ? now / usual : Value();
}

Value times_clip_norm(const HealthRule& rule, const HealthInputs& inputs) {
  auto values = last(inputs, "grad_norm/generator", rule.window);
  if (values.empty() || inputs.clip_norm <= 0) return std::nullopt;
  return median(std::move(values)) / inputs.clip_norm;
}

/// The share of its best that `series` has lost while the reward is no smaller than then; 0 while it is smaller.
Value loss_at_same_reward(const HealthInputs& inputs, const std::string& series) {
  const auto reward = mean_of(inputs, "reward", reward_window);
  const auto now = mean_of(inputs, series, 1);
  if (!now) return std::nullopt;
  auto& best = inputs.memory[series];
  if (*now > best.peak) best = {*now, reward};
  if (!reward) return std::nullopt;
  // Evaluated before the first steps: their reward is what it had then.
  if (!best.at_peak) best.at_peak = inputs.memory[std::string(first_rewards)].peak;
  return best.peak > 0 && *reward >= *best.at_peak ? 1 - *now / best.peak : 0;
}

Value hacking(const HealthRule&, const HealthInputs& inputs) {
  const auto words = loss_at_same_reward(inputs, "val/CIDEr"), picture = loss_at_same_reward(inputs, "val/CLIPScore");
  return words && picture ? std::max(*words, *picture) : words ? words : picture;
}

using Side = HealthRule::Side;

constexpr std::array rules = {
    HealthRule{
        "critic_saturated", "Critic saturated", "D_accuracy critic/margin", "mean of D_accuracy over 20 steps",
        Side::above, false, 20,
        "The critic tells every caption from a human one, so sure that its reward is the same for all of them.",
        "Lower optimizer.discriminator_learning_rate, raise critic.label_smoothing to 0.1 or critic.r1_weight, let "
        "it learn in fewer steps (critic.every), or shorten reward.discriminator_only_steps.",
        mean},
    HealthRule{"critic_blind", "Critic blind", "D_accuracy critic/margin", "mean of D_accuracy over 40 steps",
               Side::below, false, 40, "The critic guesses: what it rewards is noise.",
               "Raise optimizer.discriminator_learning_rate or critic.steps, or give it a head start with "
               "reward.discriminator_only_steps.",
               mean},
    HealthRule{"distinct_2", "Variety lost", "distinct_2", "mean of distinct_2 over 20 steps / its highest such mean",
               Side::below, false, 20,
               "Sampled captions use fewer and fewer different word pairs: the captioner collapses.",
               "Lower optimizer.learning_rate, raise policy.entropy_weight or policy.kl_weight, and go back to a "
               "checkpoint from before.",
               share_of_peak},
    HealthRule{"repeated_captions", "Captions repeated", "repeated_captions", "mean of repeated_captions over 20 steps",
               Side::above, false, 20,
               "Most of a batch's samples are the same captions: there is nothing to choose between.",
               "Raise decoding.temperature towards 1 or policy.entropy_weight; lower optimizer.learning_rate.", mean},
    HealthRule{"entropy", "Entropy gone", "entropy", "mean of entropy over 20 steps in which the captioner learnt",
               Side::below, false, 20,
               "The captioner is nearly certain of every next token and no longer tries others.",
               "Raise policy.entropy_weight or decoding.temperature; lower optimizer.learning_rate.", mean},
    HealthRule{
        "cut_captions", "Captions cut", "cut_captions caption_length", "mean of cut_captions over 20 steps",
        Side::above, false, 20, "Captions no longer end by themselves and run into the length limit.",
        "Lower reward.weight so that the critic has more say, or raise policy.kl_weight; if captions are meant to be "
        "long, raise decoding.max_length.",
        mean},
    HealthRule{"self_bleu", "Captions alike", "val/self_bleu", "val/self_bleu of the last evaluation", Side::above,
               true, 1, "The validation captions are nearly the same for all pictures.",
               "Give the pictures more say (reward.cosine_weight, reward.clip_weight), and lower "
               "optimizer.learning_rate.",
               mean},
    HealthRule{"reward_hacking", "Reward hacking", "reward val/CIDEr val/CLIPScore",
               "1 - val/CIDEr / its best (or val/CLIPScore), while the mean reward of 20 steps is no smaller than then",
               Side::above, true, 1,
               "The reward rises while captions get worse by what is not rewarded: the captioner pleases its judge "
               "alone.",
               "Lower reward.weight so that the critic has more say, raise policy.kl_weight, or lower "
               "optimizer.learning_rate; the best checkpoint is from before.",
               hacking},
    HealthRule{"gradient_spike", "Gradient spike", "grad_norm/generator",
               "grad_norm/generator / its median over the 50 steps before", Side::above, false, 50,
               "One step's gradient is far larger than usual.",
               "A single spike that is clipped does no harm; when they come again, lower optimizer.learning_rate or "
               "optimizer.clip_norm.",
               times_median},
    HealthRule{"clipping", "Gradient clipped away", "grad_norm/generator",
               "median of grad_norm/generator over 20 steps / optimizer.clip_norm", Side::above, false, 20,
               "Nearly all of each gradient is clipped away: steps have one length, whatever the rewards say.",
               "Lower the rewards' weights or set policy.normalize_advantage to std; or raise optimizer.clip_norm.",
               times_clip_norm},
    HealthRule{
        "advantage_spread", "Advantage gone", "advantage_spread reward",
        "mean of advantage_spread over 20 steps / mean reward", Side::below, false, 20,
        "All captions of an image score alike, so that none is better than another to learn from.",
        "Raise decoding.temperature or training.samples_per_image; look at whether the samples are all the same.",
        spread_of_reward},
};

}  // namespace

std::span<const HealthRule> health_rules() {
  return rules;
}

const HealthRule* find_health_rule(std::string_view id) {
  for (const auto& rule : rules)
    if (rule.id == id) return &rule;
  return nullptr;
}

}  // namespace vignette
