#pragma once
// Steps, captions, evaluations and checkpoints of one run, in their order, whatever the objective.

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "metrics/health_monitor.h"
#include "training/objective.h"
#include "training/run_context.h"

namespace vignette {

/// What a phase leaves to the next one: its checkpoints.
struct PhaseEnd {
  std::filesystem::path best;  ///< empty when nothing was evaluated
  std::filesystem::path last;  ///< empty when the run ended with the phase
};

/// read_checkpoint_state() by process 0, for all.
nlohmann::json checkpoint_state(const RunContext& context, const std::filesystem::path& checkpoint);

/// What the checkpoint's phase left, if that had ended; `state` is the checkpoint's, which `context` was restored from.
std::optional<PhaseEnd> phase_end(const RunContext& context, const std::filesystem::path& checkpoint,
                                  const nlohmann::json& state);

/// One phase of a run. Steps of events and checkpoints are the run's; the objective, schedules and "every so many
/// steps" count the phase's own.
class TrainingLoop {
 public:
  /// `checkpoint`: of this phase, to go on from; the context was restored from it.
  TrainingLoop(RunContext& context, Objective& objective, std::optional<std::filesystem::path> checkpoint);
  /// From the checkpoint, or from the start, to the phase's end or to a stop (which writes a checkpoint).
  /// A figure that is not finite throws std::runtime_error naming it, the step and what to try; checkpoints stay.
  TrainingOutcome run();
  /// After a run() that was not stopped.
  const PhaseEnd& end() const { return end_; }

 private:
  /// A model kept for its evaluation.metric.
  struct Good {
    double value = 0;
    std::int64_t step = 0;
  };

  void restore();
  void share_state();
  void restore_own(const std::filesystem::path& directory);
  void restore_branch(const std::filesystem::path& directory);
  void read_branch(const std::filesystem::path& directory);
  void tell_phase();
  bool branches() const { return checkpoint_ && context_.options().branch; }
  std::int64_t done() const { return context_.step() - context_.phase_start(); }
  void begin();
  bool stops_early() const;
  bool time_is_up() const;
  std::string why_it_ended() const;
  void take_step();
  void watch_health(const Scalars& scalars, bool evaluated);
  bool evaluation_due() const;
  void evaluate();
  /// One event for the validation set and each evaluation set; is_best is for the caller to fill in.
  std::vector<EvaluationEvent> figures();
  double selected(const Scalars& metrics) const;
  /// Whether the model of this step is among the checkpoint.keep_best best so far; it is then in good_.
  bool among_best(double value);
  std::vector<EvaluationEvent> shared_figures();
  void answer(const RunRequest& request, RunAnswer& answer);
  void caption(const RunRequest& request, RunAnswer& answer);
  void emit_captions();
  void write_last(const std::string& kind = "last");
  void write_good(bool is_best, double value);
  void write(const std::string& kind, const std::string& prefix, bool with_training, std::optional<double> metric);
  void prune(std::int64_t keep);
  void load_best();
  void finish();
  void finish_phase();
  std::filesystem::path folder() const { return context_.checkpoint_folder(); }
  std::filesystem::path best_path() const;

  RunContext& context_;
  Objective& objective_;
  std::optional<std::filesystem::path> checkpoint_;
  PhaseEnd end_;
  bool ended_ = false;
  std::int64_t planned_ = 0;  ///< the run's step that ends the phase
  std::int64_t total_ = 0;    ///< the run's last step as far as known
  std::int64_t evaluated_ = -1, checkpointed_ = -1, worse_ = 0;
  std::vector<Good> good_;  ///< the best first
  Scalars best_metrics_;
  HealthMonitor health_;  ///< of process 0
};

/// The phase's last step by its own count: training.max_steps, or the epochs' steps, whichever comes first (epochs
/// count only if the recipe names them or gives no max_steps).
std::int64_t planned_steps(const Recipe& recipe, std::int64_t batches_per_epoch);

}  // namespace vignette
