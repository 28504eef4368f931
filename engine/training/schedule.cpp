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
  if (name == "polynomial") return ScheduleKind::polynomial;
  if (name == "exponential") return ScheduleKind::exponential;
  throw std::invalid_argument("optimizer.schedule: '" + std::string(name) +
                              "' is not known; take constant, linear, cosine, polynomial or exponential");
}

double schedule_factor(const Schedule& schedule, std::int64_t done) {
  if (done < schedule.warmup) return double(done) / double(schedule.warmup);
  const double span = double(std::max<std::int64_t>(1, schedule.total - schedule.warmup));
  const double part = std::clamp(double(done - schedule.warmup) / span, 0.0, 1.0), floor = schedule.floor;
  const auto above = [&](double course) { return floor + (1 - floor) * course; };
  switch (schedule.kind) {
    case ScheduleKind::constant:
      return 1;
    case ScheduleKind::linear:
      return above(1 - part);
    case ScheduleKind::cosine:
      return above(0.5 * (1 + std::cos(std::numbers::pi * part)));
    case ScheduleKind::polynomial:
      return above(std::pow(1 - part, schedule.power));
    case ScheduleKind::exponential:
      return std::pow(floor, part);
  }
  return 1;
}

double schedule_factor(ScheduleKind kind, std::int64_t done, std::int64_t warmup, std::int64_t total) {
  return schedule_factor({kind, warmup, total, 0, 2}, done);
}

double reward_weight(std::int64_t step, std::int64_t start, std::int64_t ramp, double weight) {
  if (step <= start) return 0;
  return std::min(double(step - start) / double(std::max<std::int64_t>(1, ramp)), 1.0) * weight;
}

}  // namespace vignette
