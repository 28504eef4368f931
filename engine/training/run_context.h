#pragma once
// What a run's parts share: the recipe as it stands now, the way out for events, the poll point and the clock.

#include <chrono>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "recipe/recipe.h"
#include "training/training_run.h"

namespace vignette {

/// Thrown by RunContext::check when the run is asked to stop in the middle of longer work.
class StopRequested : public std::exception {
 public:
  const char* what() const noexcept override { return "stopped on request"; }
};

class RunContext {
 public:
  RunContext(const Recipe& recipe, const TrainingRunOptions& options, RunObserver& observer, RunControl& control);

  /// With every live change applied so far.
  const Recipe& recipe() const { return recipe_; }
  bool reference_compat() const { return recipe_.text("compat") == "reference"; }
  std::uint64_t seed() const { return static_cast<std::uint64_t>(recipe_.integer("training.seed")); }
  const std::filesystem::path& run_folder() const { return options_.run_folder; }
  const TrainingRunOptions& options() const { return options_; }

  void emit(const TrainingEvent& event) { observer_.on_event(event); }
  void progress(const std::string& what, double fraction) { emit(ProgressEvent{what, fraction}); }
  /// A problem that does not end the run: event and log.
  void warn(const std::string& where, const std::string& what);

  /// The poll point between steps: blocks while paused, applies and tells live changes; false when the run is to stop.
  bool go_on();
  /// The same between two batches of longer work; throws StopRequested.
  void check();
  /// The same in the middle of a step: live changes wait for the next go_on(), so that the step stays as it began.
  void check_in_step();

  /// Seconds of work so far, pauses left out, those before a resume included.
  double elapsed() const;
  std::int64_t step() const { return step_; }  ///< steps done
  /// Seconds that the last go_on() or check() calls waited since this was last asked.
  double take_waited();
  void step_done(std::int64_t step) { step_ = step; }

  /// For checkpoints: step, time and the live changes made so far; restore() puts them back.
  nlohmann::json state() const;
  void restore(const nlohmann::json& state);

 private:
  RunControl::Verdict poll();
  void apply(const std::string& key, const ParameterValue& value);
  void replay_due();

  Recipe recipe_, initial_;
  TrainingRunOptions options_;
  RunObserver& observer_;
  RunControl& control_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  double paused_ = 0, before_ = 0, waited_ = 0;
  std::int64_t step_ = 0;
  std::size_t replayed_ = 0;
  std::vector<std::pair<std::string, ParameterValue>> waiting_;  ///< live changes that came in the middle of a step
  std::vector<ParameterChange> changes_;
};

}  // namespace vignette
