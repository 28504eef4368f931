#pragma once
// What a run's own figures say about how adversarial training goes wrong. Plain values, free of LibTorch and Qt.
// Saturated and blind critics: Arjovsky and Bottou 2017 (arXiv 1701.04862); collapse: Zhu et al. 2018 (self-BLEU), Li
// et al. 2016 (distinct-n); reward hacking: Gao et al. 2023 (arXiv 2210.10760).

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vignette {

/// The last values of every series that a rule looks at.
using HealthHistory = std::map<std::string, std::deque<double>, std::less<>>;
constexpr std::size_t health_history = 51;

/// What a rule keeps beyond the history.
struct HealthMemory {
  double peak = 0;                ///< the highest value so far of what is compared with its past
  std::optional<double> at_peak;  ///< the reward then
};

/// Evaluations are compared with the mean reward of so many steps before them.
constexpr std::int64_t reward_window = 20;
/// The memory of this name keeps that mean of a run's first steps.
constexpr std::string_view first_rewards = "reward at first";

/// `memory` is kept by series. nullopt: not enough figures yet.
struct HealthInputs {
  const HealthHistory& history;
  std::map<std::string, HealthMemory, std::less<>>& memory;
  double clip_norm = 0;  ///< optimizer.clip_norm
};

struct HealthRule {
  enum class Side { above, below };
  std::string_view id;      ///< "health." + id is the recipe key of its threshold
  std::string_view name;    ///< a few words, English source text
  std::string_view series;  ///< the curves it is about, separated by blanks; the first is the main one
  std::string_view formula;
  Side side = Side::above;     ///< of the threshold that raises the alarm
  bool of_evaluation = false;  ///< measured at evaluations, else at steps
  std::int64_t window = 1;     ///< steps
  std::string_view meaning, advice;
  std::optional<double> (*measure)(const HealthRule& rule, const HealthInputs& inputs) = nullptr;

  std::string key() const { return "health." + std::string(id); }
};

/// In the order in which they are shown.
std::span<const HealthRule> health_rules();
/// nullptr for an unknown one.
const HealthRule* find_health_rule(std::string_view id);

}  // namespace vignette
