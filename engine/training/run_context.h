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

  /// The other processes; nullptr: this one trains alone.
  ProcessGroup* group() const { return options_.group.get(); }
  /// True for the process that writes and tells: process 0, or the only one.
  bool first() const { return !group() || group()->first(); }
  /// For reseed(): the recipe's seed in process 0, another in each of the others.
  std::uint64_t process_seed() const;
  /// Of work in numbered batches (embedding, evaluation) each process does its own ones.
  bool own_batch(std::int64_t number) const { return !group() || number % group()->size() == group()->rank(); }
  /// This process's share of a batch of items. The figures of its pass count by the share's weight.
  BatchShare share(std::int64_t items);
  /// Gives the figures of the pass another weight than its share of the items.
  void weigh(double weight) { weights_.back() = weight; }
  /// A step's figures over all processes, by the weights of its passes, and "seconds/exchange", which they waited for
  /// each other.
  Scalars combined(Scalars scalars);
  /// Process 0's figures, or text.
  Scalars from_first(Scalars scalars);
  std::string from_first(std::string text) { return group() ? group()->broadcast(text) : text; }

  /// The poll point between steps: blocks while paused, applies and tells live changes; false when the run is to stop.
  /// All processes call it together, and process 0 decides.
  bool go_on();
  /// The same between two batches of longer work; throws StopRequested. In a group, changes wait for the next go_on(),
  /// and a stop reaches the other processes at their next check() or collective.
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
  using Changes = std::vector<std::pair<std::string, ParameterValue>>;
  bool poll();
  bool agree(bool go_on, Changes& changes);
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
  Changes waiting_;  ///< live changes that came in the middle of a step, or of longer work in a group
  std::vector<ParameterChange> changes_;
  std::vector<double> weights_;
};

}  // namespace vignette
