#pragma once
// Steps, captions, evaluations and checkpoints of one run, in their order, whatever the objective.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "training/objective.h"
#include "training/run_context.h"

namespace vignette {

class TrainingLoop {
 public:
  TrainingLoop(RunContext& context, Objective& objective);
  /// From the checkpoint in the options, or from the start, to the end or to a stop (which writes a checkpoint).
  /// A figure that is not finite throws std::runtime_error naming it, the step and what to try; checkpoints stay.
  TrainingOutcome run();

 private:
  void restore();
  void share_state();
  bool stops_early() const;
  void take_step();
  bool evaluation_due() const;
  void evaluate();
  void emit_captions();
  void write(const std::string& kind, const std::string& prefix, bool with_training);
  void finish();
  std::filesystem::path folder() const { return context_.run_folder() / "checkpoints"; }

  RunContext& context_;
  Objective& objective_;
  std::int64_t planned_ = 0, evaluated_ = -1, checkpointed_ = -1, worse_ = 0;
  std::optional<double> best_;
  std::filesystem::path best_path_;
  Scalars best_metrics_;
};

/// The run's last step: training.max_steps, or the epochs' steps, whichever comes first (epochs count only if the
/// recipe names them or gives no max_steps).
std::int64_t planned_steps(const Recipe& recipe, std::int64_t batches_per_epoch);

}  // namespace vignette
