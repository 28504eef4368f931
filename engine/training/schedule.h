#pragma once
// Courses of the learning rate and of the reward's weight.

#include <cstdint>
#include <string_view>

namespace vignette {

enum class ScheduleKind { constant, linear, cosine, polynomial, exponential };
/// By these names. Throws std::invalid_argument for another one.
ScheduleKind schedule_kind(std::string_view name);

struct Schedule {
  ScheduleKind kind = ScheduleKind::constant;
  std::int64_t warmup = 0, total = 0;  ///< updates
  double floor = 0;                    ///< what the factor falls to, in [0, 1]; exponential needs more than 0
  double power = 2;                    ///< of polynomial
};

/// Factor in [0, 1] on the learning rate of the update after `done` updates (0 at the first one): done/warmup while
/// done < warmup, then 1 (constant), or from 1 to the floor f at `total`. With p the part of the way: linear
/// f + (1-f)(1-p); cosine f + (1-f)(1 + cos πp)/2 (Loshchilov & Hutter 2017, equation 5); polynomial f +
/// (1-f)(1-p)^power; exponential f^p. With f = 0 linear and cosine are transformers' get_*_schedule_with_warmup.
double schedule_factor(const Schedule& schedule, std::int64_t done);
double schedule_factor(ScheduleKind kind, std::int64_t done, std::int64_t warmup, std::int64_t total);

/// w of step `step` (1-based): 0 up to `start`, then min((step - start) / ramp, 1)·weight (reference.md section 2, 5).
double reward_weight(std::int64_t step, std::int64_t start, std::int64_t ramp, double weight);

}  // namespace vignette
