#pragma once
// A tiny world to train in: rendered scenes, recipes for small models, and what a run told. Free of LibTorch and Qt.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "recipe/recipe.h"
#include "training/training_run.h"

namespace vignette {

/// Keeps every event.
struct RecordingObserver final : RunObserver {
  std::vector<TrainingEvent> events;
  void on_event(const TrainingEvent& event) override { events.push_back(event); }

  template <class Event>
  std::vector<Event> all() const {
    std::vector<Event> found;
    for (const auto& event : events)
      if (const auto* one = std::get_if<Event>(&event)) found.push_back(*one);
    return found;
  }
  /// Values of one scalar, step by step.
  std::vector<double> series(const std::string& name) const;
  /// The scalars of each step without times, for comparing two runs.
  std::map<std::int64_t, Scalars> steps() const;
};

/// Lets a run go on, or stops it once so many steps were seen; hands out changes at a step.
struct ScriptedControl final : RunControl {
  explicit ScriptedControl(const RecordingObserver& observer) : observer_(observer) {}
  std::int64_t stop_after = -1;
  std::map<std::int64_t, std::vector<std::pair<std::string, ParameterValue>>> changes;
  std::map<std::int64_t, std::vector<RunRequest>> requests;  ///< made once so many steps were seen
  Verdict poll(std::vector<std::pair<std::string, ParameterValue>>& out) override;
  void accept_requests(bool accept) override { accepting_ = accept; }
  std::optional<RunRequest> take_request() override;

 private:
  std::int64_t done() const;

  const RecordingObserver& observer_;
  bool accepting_ = false;
};

class TinyWorld {
 public:
  /// Writes 40 training, 12 validation and 8 test scenes of 32×32 pixels into `folder`.
  explicit TinyWorld(const std::filesystem::path& folder);
  /// Dataset keys and sizes of small models.
  Recipe recipe(const std::string& objective) const;
  /// The folder of the run's checkpoint of this kind, trained once and kept: "clip" or "captioner".
  std::filesystem::path clip();
  std::filesystem::path captioner();
  Recipe adversarial();
  std::filesystem::path folder() const { return folder_; }
  std::filesystem::path fresh_run() { return folder_ / ("run" + std::to_string(++runs_)); }

 private:
  std::filesystem::path trained(const Recipe& recipe);
  std::filesystem::path folder_, clip_, captioner_;
  int runs_ = 0;
};

struct FinishedRun {
  RecordingObserver observer;
  TrainingOutcome outcome;
  std::filesystem::path folder;
  std::string failure;

  /// Path of the last checkpoint event of this kind, "" if there is none.
  std::string checkpoint(const std::string& kind) const;
  /// The bytes of a file of that checkpoint, "" if it is not there.
  std::string bytes(const std::string& kind, const std::string& file) const;
};

FinishedRun run(const Recipe& recipe, const TrainingRunOptions& options,
                const std::function<void(ScriptedControl&)>& script = {});

/// A run that was stopped after `stop` steps and went on from its last checkpoint, or from the start without one.
struct ResumedRun {
  FinishedRun part, rest;
  std::map<std::int64_t, Scalars> steps() const;  ///< of both
};
ResumedRun run_in_two(const Recipe& recipe, const std::filesystem::path& folder, std::int64_t stop,
                      const std::function<void(ScriptedControl&)>& script = {},
                      const std::vector<ParameterChange>& replay = {});

/// A file's bytes, "" if it cannot be read.
std::string bytes_of(const std::filesystem::path& path);

}  // namespace vignette
