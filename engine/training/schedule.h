#pragma once
// Courses of the learning rate and of the reward's weight.

#include <cstdint>
#include <string_view>

namespace vignette {

enum class ScheduleKind { constant, linear, cosine };
/// "constant", "linear", "cosine". Throws std::invalid_argument for another name.
ScheduleKind schedule_kind(std::string_view name);

/// Factor in [0, 1] on the learning rate of the update after `done` updates (0 at the first one): done/warmup while
/// done < warmup, then 1, or falling to 0 at `total` (transformers' get_*_schedule_with_warmup, half a cosine).
double schedule_factor(ScheduleKind kind, std::int64_t done, std::int64_t warmup, std::int64_t total);

/// w of step `step` (1-based): 0 up to `start`, then min((step - start) / ramp, 1)·weight (reference.md section 2, 5).
double reward_weight(std::int64_t step, std::int64_t start, std::int64_t ramp, double weight);

}  // namespace vignette
