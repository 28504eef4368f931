#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace vignette {

ScheduleKind schedule_kind(std::string_view name) {
  if (name == "constant") return ScheduleKind::constant;
  if (name == "linear") return ScheduleKind::linear;
  if (name == "cosine") return ScheduleKind::cosine;
  throw std::invalid_argument("optimizer.schedule: '" + std::string(name) +
                              "' is not known; take constant, linear or cosine");
}

double schedule_factor(ScheduleKind kind, std::int64_t done, std::int64_t warmup, std::int64_t total) {
  if (done < warmup) return double(done) / double(std::max<std::int64_t>(1, warmup));
  if (kind == ScheduleKind::constant) return 1;
  const double span = double(std::max<std::int64_t>(1, total - warmup));
  const double progress = std::clamp(double(done - warmup) / span, 0.0, 1.0);
  return kind == ScheduleKind::linear ? 1 - progress : 0.5 * (1 + std::cos(std::numbers::pi * progress));
}

double reward_weight(std::int64_t step, std::int64_t start, std::int64_t ramp, double weight) {
  if (step <= start) return 0;
  return std::min(double(step - start) / double(std::max<std::int64_t>(1, ramp)), 1.0) * weight;
}

}  // namespace vignette
