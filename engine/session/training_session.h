#pragma once
// One training run on its own worker thread, stored as it goes. Free of LibTorch and Qt.

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "recipe/recipe.h"
#include "training/events.h"
#include "training/training_run.h"

namespace vignette {

/// A start that was refused before anything was stored; what() says why and what to do.
class SessionError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The GUI's path: a bounded mailbox that coalesces. Any thread posts, one thread drains.
/// StepEvents beyond the bound are dropped oldest first (the store has them); state, checkpoint, failure, evaluation
/// and parameter events are never dropped.
class EventMailbox {
 public:
  explicit EventMailbox(std::size_t step_bound = 4096, std::size_t caption_bound = 256);
  ~EventMailbox();
  /// `wake` is called (on the posting thread) when the mailbox goes from empty to filled: for a queued wake-up of the
  /// GUI.
  void set_wake(std::function<void()> wake);
  void post(TrainingEvent event);
  std::vector<TrainingEvent> drain();
  std::uint64_t dropped() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

using TrainingRunFactory = std::function<std::unique_ptr<TrainingRun>(const Recipe&, const TrainingRunOptions&)>;

/// What a session needs of the engine, so that its tests run a fake step without LibTorch.
struct SessionEngine {
  TrainingRunFactory make_run;
  std::function<std::int64_t(const Recipe&)> estimate_memory;                   ///< may be empty: no check
  std::function<std::map<std::string, std::string>(const Recipe&)> provenance;  ///< may be empty
};

/// The LibTorch engine: make_training_run, estimate_memory, engine_provenance (library vignette_session).
SessionEngine real_engine();

struct SessionOptions {
  std::filesystem::path store;                ///< the SQLite file; run folders lie in <store>.runs/<run id>/
  TrainingRunFactory factory;                 ///< empty: make_training_run; a factory given comes without memory check
  std::shared_ptr<EventMailbox> mailbox;      ///< may be null
  std::size_t store_queue_bytes = 32u << 20;  ///< when full, the step waits and says so
  std::shared_ptr<ProcessGroup> group;        ///< of several processes, process 0 holds the session; null: alone
  bool check_memory = true;
  std::int64_t queued = 0;  ///< for start(): the entry of the store's queue that the run is (NewRun::queued)
  int nice = 10;            ///< of the worker thread; 0 leaves it
};

/// A new run that goes on from a checkpoint of another, under a changed recipe.
struct BranchRequest {
  RunId parent = 0;
  std::optional<std::int64_t> checkpoint;  ///< number of the checkpoint, or
  std::optional<std::int64_t> step;        ///< its step; neither: the newest
  std::vector<std::string> changes;        ///< "key=value"
  std::string name;                        ///< "": the parent's, "from step N"
};

/// start() makes the worker; the object outlives it (the destructor asks it to stop with a checkpoint and joins).
/// All member functions may be called from any thread and return at once, except wait() and the destructor.
class TrainingSession {
 public:
  explicit TrainingSession(SessionOptions options) : TrainingSession(options, engine_for(options)) {}
  /// With an engine of its own (library vignette_session_core is enough).
  TrainingSession(SessionOptions options, SessionEngine engine);
  ~TrainingSession();
  TrainingSession(const TrainingSession&) = delete;
  TrainingSession& operator=(const TrainingSession&) = delete;

  /// Stores a new run and starts it. Checking (recipe, memory, store) happens on the worker: a refusal arrives as a
  /// FailureEvent and the run, if already stored, is failed. Throws SessionError when a run is already going.
  void start(const Recipe& recipe, const std::string& name = {});
  /// Goes on after the last whole checkpoint of a stored run, by its stored recipe; `changes` are `--set` overrides.
  /// Refused (see start) where files that the recipe names are not those that the run was made with, unless a change
  /// names them or `accept_changed_files`.
  void resume_stored(RunId run, const std::vector<std::string>& changes = {}, bool accept_changed_files = false);

  /// Weights, critic, optimisers and step are the checkpoint's; curves begin there. What the checkpoint lacks (a best
  /// one written without checkpoint.best_state, a critic that the parent had not) begins new, with a warning.
  void branch(const BranchRequest& request);

  void pause();
  void resume();
  /// While paused: one more step, then pause again.
  void step_once();
  /// Ends after the current step, with a checkpoint.
  void stop();
  /// Changes a live parameter between steps. Throws RecipeError for another key or a bad value, SessionError when no
  /// run is going.
  void adjust(const std::string& key, const std::string& value);
  /// Asks the run to evaluate, or to caption a picture, between two steps (paused or not) by its weights of the moment.
  /// The AnswerEvent with the number returned (below 0) tells the outcome, a failure included. `request.id` is not
  /// read. Throws SessionError when no run is going.
  std::int64_t ask(RunRequest request);

  /// Blocks until the worker ended.
  void wait();
  bool active() const;
  RunState state() const;
  /// 0 until the run is stored.
  RunId run_id() const;
  /// The failure's text, "" otherwise.
  std::string failure() const;
  std::optional<TrainingOutcome> outcome() const;

 private:
  static SessionEngine engine_for(const SessionOptions& options) {
    return options.factory ? SessionEngine{options.factory, {}, {}} : real_engine();
  }
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Posts a command for a run that another process trains (or this one): pause, resume, step, stop, adjust. Throws
/// SessionError when nobody trains the run, RecipeError for a bad adjust, StoreError.
void command_run(const std::filesystem::path& store, RunId run, const std::string& verb, const std::string& key = {},
                 const std::string& value = {});

/// Posts a request for a run that another process trains and returns the command's number; a relative picture is taken
/// from this process's folder. Throws SessionError when nobody trains the run, StoreError.
std::int64_t request_of_run(const std::filesystem::path& store, RunId run, const RunRequest& request);
/// The request that such a command stands for. Throws SessionError.
RunRequest request_of_command(const RunCommand& command);
/// Waits for the answer to a command, which stays in the store; nullopt once `go_on` (asked ten times a second) says
/// no. Throws SessionError when the run ends without one.
std::optional<RunAnswer> wait_for_answer(const std::filesystem::path& store, RunId run, std::int64_t command,
                                         const std::function<bool()>& go_on);

/// Reads the value of a parameter that may change between steps. Throws RecipeError for another key or a bad value.
ParameterValue live_value(const std::string& key, const std::string& text);

/// Where a run's checkpoints and log are.
std::filesystem::path run_folder(const std::filesystem::path& store, RunId run);

/// "Vignette 0.1.0 (abc1234)" parts, for provenance and --version.
std::string version();
std::string commit();

/// main() calls this first: re-executes the program once with OMP_WAIT_POLICY=passive (libgomp's spinning threads fall
/// to a tenth of their speed when another process is busy). Returns when already so. `argv` as main got it.
void ensure_passive_waiting(char** argv);

}  // namespace vignette
