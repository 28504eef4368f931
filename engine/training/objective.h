#pragma once
// What the training loop needs of an objective.

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/module.h"
#include "training/events.h"
#include "training/requests.h"

namespace vignette {

/// The figure that picks the best checkpoint.
struct SelectionMetric {
  std::string series;  ///< "val/CIDEr"
  bool higher_is_better = true;
  bool better(double value, double than) const { return higher_is_better ? value > than : value < than; }
};

/// By evaluation.metric: "CIDEr" of the validation set, "SET/CIDEr" of an evaluation set; losses, and what begins with
/// '-', are better when small.
SelectionMetric selection_metric(const std::string& metric);

/// One kind of training: owns models, optimisers and data. Steps are pure functions of the models' state and the step's
/// number, so that a run resumed from a checkpoint goes on as it would have.
class Objective {
 public:
  virtual ~Objective() = default;
  virtual std::string phase() const = 0;  ///< "contrastive", "likelihood", "adversarial"
  virtual std::int64_t batches_per_epoch() const = 0;
  virtual SelectionMetric selection() const = 0;
  virtual bool evaluates_before_training() const { return false; }

  /// One optimiser step (1-based number), all its micro batches. `planned`: the run's last step, for schedules.
  virtual Scalars step(std::int64_t number, std::int64_t planned) = 0;
  /// Captions of the watch set and, after a step, of its batch; empty where the objective has none.
  virtual std::vector<CaptionRecord> captions(std::int64_t step) = 0;
  /// "val/…" or "test/…" figures, or those of an evaluation set by its name. Of several processes, those of process 0
  /// count.
  virtual Scalars evaluate(const std::string& split) = 0;
  virtual bool has_split(const std::string& split) const = 0;
  /// Names of the sets that are evaluated along with the validation set.
  virtual std::vector<std::string> evaluation_sets() const { return {}; }
  /// The greedy and sampled captions of one picture by the weights as they are, without touching any state. Throws
  /// with a text fit for users, also where the objective captions nothing.
  virtual std::vector<CaptionRecord> caption(const RunRequest& request);

  /// Exchanges the weights that train with their moving average, where one is kept (optimizer.ema_decay).
  virtual void swap_averaged_weights() {}
  /// Begins the average anew at the weights as they are.
  virtual void restart_averaged_weights() {}

  /// Everything a bit-exact resume needs, by name; a resume writes into the same tensors.
  virtual NamedTensors training_state() = 0;
  /// What else it needs: of no fixed shape, or of a part that a recipe may switch on later. load_extra_state() is given
  /// what extra_state() gave; keys that are missing leave their part at its start.
  virtual nlohmann::json extra_state() const;
  virtual void load_extra_state(const nlohmann::json& state);
  /// Writes the model as a directory that stands by itself (captioner or CLIP, with tokenizer files).
  virtual void save_model(const std::filesystem::path& directory) = 0;
  /// Reads the model of such a directory back (the best one, for the test).
  virtual void load_model(const std::filesystem::path& directory) = 0;

 private:
  friend class AveragedWeights;
  bool averaged_ = false;
};

/// While alive, the objective's models hold the moving average of their weights, where one is kept: for evaluation,
/// captions and model files. Within another (a request is answered in the middle of an evaluation) it changes nothing.
class AveragedWeights {
 public:
  explicit AveragedWeights(Objective& objective)
      : objective_(objective), outermost_(!std::exchange(objective.averaged_, true)) {
    if (outermost_) objective_.swap_averaged_weights();
  }
  ~AveragedWeights() {
    if (!outermost_) return;
    objective_.averaged_ = false;
    objective_.swap_averaged_weights();
  }
  AveragedWeights(const AveragedWeights&) = delete;
  AveragedWeights& operator=(const AveragedWeights&) = delete;

 private:
  Objective& objective_;
  bool outermost_;
};

}  // namespace vignette
