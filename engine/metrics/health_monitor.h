#pragma once
// Watches a run's figures by the rules of health_rules.h. Draws no random numbers and changes nothing of the training.
// Plain values, free of LibTorch and Qt: the workbench reads stored curves with it, too. One thread at a time.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "metrics/health_rules.h"

namespace vignette {

/// Series and their values.
using HealthFigures = std::vector<std::pair<std::string, double>>;

struct HealthSettings {
  bool on = true;
  std::vector<double> thresholds;  ///< of each rule of health_rules(); 0: off
  double clip_norm = 0;
};
/// `real`: the recipe's value of a key.
HealthSettings health_settings(bool on, const std::function<double(const std::string&)>& real);

struct HealthAlarm {
  const HealthRule* rule = nullptr;
  std::int64_t step = 0;
  double value = 0, threshold = 0;
};
/// "Critic saturated at step 120: … is 0.99, above 0.97. …" with what to try.
std::string alarm_text(const HealthAlarm& alarm);

struct HealthReading {
  std::optional<double> value;  ///< nullopt: no figures, or not enough of them yet
  bool alarmed = false;
  std::int64_t since = 0;  ///< the step of the last alarm; 0: none yet
};

class HealthMonitor {
 public:
  HealthMonitor();
  /// The figures of a step, or of an evaluation after it (`evaluated`). Returns the alarms that begin: a rule that is
  /// broken alarms once, and again only after its value has come back past the threshold by a tenth of it.
  std::vector<HealthAlarm> take(std::int64_t step, const HealthFigures& scalars, const HealthSettings& settings,
                                bool evaluated);
  /// Of each rule of health_rules().
  const std::vector<HealthReading>& readings() const { return readings_; }

  /// For checkpoints, exact.
  nlohmann::json state() const;
  void restore(const nlohmann::json& state);

 private:
  void remember(const HealthFigures& scalars);
  bool judge(std::size_t index, double threshold);

  HealthHistory history_;
  std::map<std::string, HealthMemory, std::less<>> memory_;
  std::vector<HealthReading> readings_;
};

}  // namespace vignette
