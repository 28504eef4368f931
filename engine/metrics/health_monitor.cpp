#include "metrics/health_monitor.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "log/log.h"

namespace vignette {
namespace {

constexpr double hysteresis = 0.1;  // of the threshold

const std::set<std::string, std::less<>>& watched_series() {
  static const auto names = [] {
    std::set<std::string, std::less<>> all;
    for (const auto& rule : health_rules())
      for (auto rest = rule.series; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        all.emplace(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    return all;
  }();
  return names;
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

}  // namespace

HealthSettings health_settings(bool on, const std::function<double(const std::string&)>& real) {
  HealthSettings settings{on, {}, real("optimizer.clip_norm")};
  for (const auto& rule : health_rules()) settings.thresholds.push_back(real(rule.key()));
  return settings;
}

std::string alarm_text(const HealthAlarm& alarm) {
  const auto& rule = *alarm.rule;
  return concat(rule.name, " at step ", alarm.step, ": ", rule.formula, " is ", short_number(alarm.value), ", ",
                rule.side == HealthRule::Side::above ? "above " : "below ", short_number(alarm.threshold), " (",
                rule.key(), "). ", rule.meaning, " Try: ", rule.advice);
}

HealthMonitor::HealthMonitor() : readings_(health_rules().size()) {}

/// The entropy of a step in which the captioner did not learn is told as 0, and so is its gradient: no figures.
void HealthMonitor::remember(const HealthFigures& scalars) {
  for (const auto& [name, value] : scalars) {
    if (!watched_series().contains(name) || !std::isfinite(value)) continue;
    if (value == 0 && (name == "entropy" || name == "grad_norm/generator")) continue;
    auto& values = history_[name];
    values.push_back(value);
    if (values.size() > health_history) values.pop_front();
    if (name == "reward" && std::ssize(values) == reward_window && !memory_.contains(first_rewards))
      memory_[std::string(first_rewards)].peak = std::accumulate(values.begin(), values.end(), 0.0) / double(reward_window);
  }
}

bool HealthMonitor::judge(std::size_t index, double threshold) {
  const auto& rule = health_rules()[index];
  auto& reading = readings_[index];
  if (!reading.value || threshold <= 0) return reading.alarmed = false;
  const bool above = rule.side == HealthRule::Side::above;
  const double margin = reading.alarmed ? hysteresis * threshold * (above ? -1 : 1) : 0;
  const bool broken = above ? *reading.value > threshold + margin : *reading.value < threshold + margin;
  const bool begins = broken && !reading.alarmed;
  reading.alarmed = broken;
  return begins;
}

std::vector<HealthAlarm> HealthMonitor::take(std::int64_t step, const HealthFigures& scalars,
                                             const HealthSettings& settings, bool evaluated) {
  std::vector<HealthAlarm> alarms;
  if (!settings.on) return alarms;
  remember(scalars);
  const auto rules = health_rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].of_evaluation != evaluated) continue;
    readings_[i].value = rules[i].measure(rules[i], {history_, memory_, settings.clip_norm});
    if (!judge(i, settings.thresholds[i])) continue;
    readings_[i].since = step;
    alarms.push_back({&rules[i], step, *readings_[i].value, settings.thresholds[i]});
  }
  return alarms;
}

nlohmann::json HealthMonitor::state() const {
  auto memory = nlohmann::json::object(), readings = nlohmann::json::object();
  for (const auto& [name, kept] : memory_)
    memory[name] = kept.at_peak ? nlohmann::json{kept.peak, *kept.at_peak} : nlohmann::json{kept.peak};
  for (std::size_t i = 0; i < readings_.size(); ++i) {
    const auto& reading = readings_[i];
    auto& entry = readings[std::string(health_rules()[i].id)];
    entry = {{"alarmed", reading.alarmed}, {"since", reading.since}};
    if (reading.value) entry["value"] = *reading.value;
  }
  return {{"history", history_}, {"memory", memory}, {"readings", readings}};
}

void HealthMonitor::restore(const nlohmann::json& state) {
  *this = HealthMonitor();
  for (const auto& [name, values] : state.at("history").items()) history_[name] = values.get<std::deque<double>>();
  for (const auto& [name, kept] : state.at("memory").items())
    memory_[name] = {kept.at(0), kept.size() > 1 ? std::optional(kept.at(1).get<double>()) : std::nullopt};
  for (std::size_t i = 0; i < readings_.size(); ++i) {
    const auto found = state.at("readings").find(health_rules()[i].id);
    if (found == state.at("readings").end()) continue;
    auto& reading = readings_[i];
    reading.alarmed = found->at("alarmed");
    reading.since = found->at("since");
    if (found->contains("value")) reading.value = found->at("value").get<double>();
  }
}

}  // namespace vignette
