#pragma once
// What `train` shows of a run's events.

#include <cstdint>
#include <optional>
#include <string>

#include "cli/console.h"
#include "training/events.h"

namespace vignette {

class TrainDisplay {
 public:
  /// `planned_steps` 0: unknown.
  TrainDisplay(Console& console, bool json, std::int64_t planned_steps)
      : console_(console), json_(json), planned_steps_(planned_steps) {}

  void show(const TrainingEvent& event);
  /// Prints what is held back.
  void flush();

 private:
  void show(const StepEvent& event);
  void show(const EvaluationEvent& event);
  void show(const StateEvent& event);
  void show(const PhaseEvent& event);
  void show(const ProgressEvent& event);
  template <class Other>
  void show(const Other&) {}  // warnings and failures come through the log
  std::string status(const StepEvent& event);

  Console& console_;
  const bool json_;
  std::int64_t planned_steps_;
  std::string phase_;  ///< "" in a run of one phase
  std::int64_t last_step_ = 0;
  std::int64_t first_step_ = 0;  ///< with its time, where this process began, for the speed
  double first_time_ = 0;
  std::optional<Json> held_;  ///< a step's line, until it is clear that no evaluation of that step follows
  std::int64_t held_step_ = 0;
};

}  // namespace vignette
