#pragma once
// What a run's parts share: the recipe as it stands now, the way out for events, the poll point and the clock.

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "recipe/recipe.h"
#include "training/batch_share.h"
#include "training/distributed.h"
#include "training/training_run.h"

namespace vignette {

class RunContext {
 public:
  RunContext(const Recipe& recipe, const TrainingRunOptions& options, RunObserver& observer, RunControl& control);

  /// The current phase's, with every live change applied so far and with the models that phases before it trained.
  const Recipe& recipe() const { return recipe_; }
  bool reference_compat() const { return recipe_.text("compat") == "reference"; }
  std::uint64_t seed() const { return static_cast<std::uint64_t>(recipe_.integer("training.seed")); }
  const std::filesystem::path& run_folder() const { return options_.run_folder; }
  const TrainingRunOptions& options() const { return options_; }

  void emit(const TrainingEvent& event) { observer_.on_event(event); }
  void settle() { observer_.settle(); }
  void progress(const std::string& what, double fraction) { emit(ProgressEvent{what, fraction}); }
  /// A problem that does not end the run: event and log.
  void warn(const std::string& where, const std::string& what);

  void pause_for_alarm() { control_.pause_for_alarm(); }

  /// The other processes; nullptr: this one works alone.
  ProcessGroup* group() const { return alone_ ? nullptr : options_.group.get(); }
  /// True for the process that writes and tells: process 0, or the only one.
  bool first() const { return !options_.group || options_.group->first(); }
  /// For reseed(): the recipe's seed in process 0, another in each of the others.
  std::uint64_t process_seed() const;
  /// Of work in numbered batches (embedding, evaluation) each process does its own ones.
  bool own_batch(std::int64_t number) const { return !group() || number % group()->size() == group()->rank(); }
  /// This process's share of a batch of items.
  BatchShare share(std::int64_t items) const;
  /// Process 0's figures, text or decision, on all processes.
  Scalars from_first(Scalars scalars) const;
  std::string from_first(const std::string& text) const { return group() ? group()->broadcast(text) : text; }
  bool first_says(bool own) const { return group() ? !from_first(own ? "yes" : std::string()).empty() : own; }
  /// For work that process 0 alone does while the others wait: nothing in it goes through the group.
  template <class Work>
  auto alone(const Work& work);

  /// The poll point between steps: blocks while paused, answers requests, applies and tells live changes; false when
  /// the run is to stop. All processes call it together, and process 0 decides.
  bool go_on();
  /// The same between two batches of longer work; throws StopRequested. In a group changes and requests wait for the
  /// next go_on(), and a stop reaches the other processes at their next check() or collective.
  void check();
  /// The same in the middle of a step: live changes and requests wait for the next go_on(), so that the step stays as
  /// it began.
  void check_in_step();

  /// Fills in what a request asks for; throws with a text fit for users. Empty: requests wait.
  using Answerer = std::function<void(const RunRequest&, RunAnswer&)>;
  void set_answerer(Answerer answerer);

  /// Seconds of work so far, pauses and answers to requests left out, those before a resume included.
  double elapsed() const;
  std::int64_t step() const { return step_; }  ///< steps done
  /// Seconds that the last go_on() or check() calls waited since this was last asked.
  double take_waited();
  void step_done(std::int64_t step) { step_ = step; }

  /// The phase that runs now; a recipe without phases has one, named by its objective.
  const std::string& phase() const { return phase_names_[phase_index()]; }
  std::size_t phase_index() const { return phase_starts_.size() - 1; }
  std::size_t phase_count() const { return phase_names_.size(); }
  bool last_phase() const { return phase_index() + 1 == phase_count(); }
  /// Steps of the run done before the phase began.
  std::int64_t phase_start() const { return phase_starts_.back(); }
  /// Steps of the later phases by training.max_steps; nullopt when epochs decide in one of them.
  std::optional<std::int64_t> steps_after_phase() const;
  /// What the next phase will run by. There is one: !last_phase().
  Recipe next_phase_recipe() const { return whole_.phases()[phase_index() + 1].recipe; }
  /// Where the phase's checkpoints go.
  std::filesystem::path checkpoint_folder() const;
  /// Goes on to the next phase. `models`: recipe keys (models.captioner, …) and the folders, below the run's, of what
  /// the phase before trained; they hold for the phases to come unless one names another itself.
  void begin_next_phase(const std::map<std::string, std::filesystem::path>& models);

  /// The training or evaluation images of the phase, by keys of their contents in their order: kept with checkpoints.
  /// Throws std::runtime_error on a resume where they are others than those before it, unless that is accepted: a
  /// picture deleted or replaced since would quietly make it another run. `what` names them.
  void settle_images(const std::string& what, const std::vector<std::string>& keys);

  /// For checkpoints: step, time, phase and the live changes made so far; restore() puts them back.
  nlohmann::json state() const;
  void restore(const nlohmann::json& state);

 private:
  using Changes = std::vector<std::pair<std::string, ParameterValue>>;
  /// What all processes do next: answer the request, or else go on (with these changes) or stop.
  struct Decision {
    bool go_on = true;
    Changes changes;
    std::optional<RunRequest> request;
  };
  static std::string text_of(const Decision& decision);
  static Decision decision_of(const std::string& text);
  RunControl::Verdict poll();
  Decision decide();
  void stop_all();
  std::size_t phase_of(std::int64_t step) const;
  std::string key_in_phase(std::size_t phase, const std::string& key) const;
  void change(std::size_t phase, const std::string& key, const ParameterValue& value);
  void open_phase();
  void apply(const std::string& key, const ParameterValue& value);
  void replay_due();
  void answer(const RunRequest& request);

  Recipe recipe_;  ///< the phase's
  Recipe whole_;   ///< the run's, with live changes
  Recipe initial_;
  std::vector<std::string> phase_names_;
  std::vector<std::int64_t> phase_starts_ = {0};  ///< of the phases begun so far
  std::map<std::string, std::string> models_;     ///< paths relative to the run's folder
  TrainingRunOptions options_;
  RunObserver& observer_;
  RunControl& control_;
  Answerer answerer_;
  bool answering_ = false, alone_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  double paused_ = 0, before_ = 0, waited_ = 0;
  std::int64_t step_ = 0;
  std::size_t replayed_ = 0;
  Changes waiting_;  ///< live changes that came in the middle of a step, or of longer work in a group
  std::vector<ParameterChange> changes_;
  struct Images {
    std::int64_t count = 0;
    std::string hash;
  };
  std::map<std::string, Images> images_;  ///< by phase and name; those of the checkpoint until they are settled
};

template <class Work>
auto RunContext::alone(const Work& work) {
  struct Scope {
    explicit Scope(bool& the_flag) : flag(the_flag), before(std::exchange(the_flag, true)) {}
    ~Scope() { flag = before; }
    bool& flag;
    bool before;
  } scope(alone_);
  return work();
}

}  // namespace vignette
