#pragma once
// One training run, on the calling thread. Knows no thread of its own: stop, pause and live changes come in through
// RunControl, events go out through RunObserver. Free of LibTorch.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "recipe/recipe.h"
#include "training/distributed.h"
#include "training/events.h"
#include "training/requests.h"

namespace vignette {

struct MeteorData;

class RunObserver {
 public:
  virtual ~RunObserver() = default;
  /// Called on the run's thread; may block (a slow disk makes the step wait). An exception ends the run as failed.
  virtual void on_event(const TrainingEvent& event) = 0;
  /// Returns once all events so far are kept for good: what a checkpoint builds on, before older ones are removed.
  virtual void settle() {}
};

class RunControl {
 public:
  enum class Verdict { go_on, stop, answer };
  virtual ~RunControl() = default;
  /// The one poll point, between two steps and between two batches of longer work: blocks while paused, hands out the
  /// changes asked for since, answers stop when the run is to end with a checkpoint. `answer`, paused or not: take the
  /// request, answer it and poll again.
  virtual Verdict poll(std::vector<std::pair<std::string, ParameterValue>>& changes) = 0;
  /// Whether poll() may say `answer`; at first it may not.
  virtual void accept_requests(bool) {}
  virtual std::optional<RunRequest> take_request() { return std::nullopt; }
  /// Asked for by an alarm: the next poll() rests as if the user had paused.
  virtual void pause_for_alarm() {}
  /// Without blocking: for work that goes on while the run is paused.
  virtual bool stop_requested() const { return false; }
};

/// Thrown where a run is asked to stop in the middle of longer work.
class StopRequested : public std::exception {
 public:
  const char* what() const noexcept override { return "stopped on request"; }
};

struct TrainingRunOptions {
  std::filesystem::path run_folder;                 ///< checkpoints and the run's log go here; made if missing
  std::optional<std::filesystem::path> checkpoint;  ///< go on from this one
  std::vector<ParameterChange> replay;              ///< live changes made after that checkpoint
  /// The checkpoint is another run's: its weights, optimisers and step, but no best score and no earlier evaluation.
  bool branch = false;
  /// Goes on even where the training images are not those that the checkpoint's run was made with.
  bool accept_changed_data = false;
  std::shared_ptr<ProcessGroup> group{};  ///< null: this process trains alone
  /// METEOR's dictionaries, for evaluation.meteor; `notes` gets what is missing and what to do about it.
  std::function<std::shared_ptr<const MeteorData>(std::vector<std::string>& notes)> find_meteor{};
};

struct TrainingOutcome {
  bool stopped = false;  ///< true: stopped on request, with a checkpoint; false: reached its end
  std::int64_t steps = 0;
  std::vector<std::pair<std::string, double>> best;
  std::string reason{};  ///< why it ended before its last step; "" otherwise
};

/// Interface, so that session and its tests can run a fake step under the thread sanitizer.
class TrainingRun {
 public:
  virtual ~TrainingRun() = default;
  /// Runs to the end. Throws std::exception with a text fit for users (c10::Error is translated, without backtrace);
  /// MemoryRanOut and GpuLost (training/run_failures.h) where it is these.
  virtual TrainingOutcome execute(RunObserver& observer, RunControl& control) = 0;
};

/// Bytes that the recipe will need at most (weights, gradients, optimiser, activations, batch), by arithmetic on the
/// models' configs. Reads config.json files only. Throws RecipeError when they are missing.
std::int64_t estimate_memory(const Recipe& recipe);

/// Bytes that the run's checkpoints take at most at one time, those of checkpoint.keep_every apart. As estimate_memory.
std::int64_t estimate_checkpoints(const Recipe& recipe);

/// The real engine for `recipe` (training.objective picks it). Sets LibTorch's thread count on the calling thread.
std::unique_ptr<TrainingRun> make_training_run(const Recipe& recipe, const TrainingRunOptions& options);

/// The part of another process than the first in the run that process 0 of `group` makes with make_training_run: takes
/// recipe and state from it, tells no events, writes nothing. Throws as execute() does.
TrainingOutcome follow_training_run(const std::shared_ptr<ProcessGroup>& group);

/// libtorch version, instruction_set, threads, device: for provenance.
std::map<std::string, std::string> engine_provenance(const Recipe& recipe);

}  // namespace vignette
