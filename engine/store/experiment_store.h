#pragma once
// Runs, curves, captions, scores, checkpoints and commands in one SQLite file (WAL). Several processes may write.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/caption_rating.h"
#include "store/queue_records.h"
#include "store/records.h"

namespace vignette {

/// what() names the file, what went wrong and what to do (disk full, newer schema, not a store, network file system…).
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct NewRun {
  std::string name;  ///< "" = "run N"
  std::string recipe, recipe_resolved;
  std::map<std::string, std::string> provenance;
  std::optional<std::int64_t> planned_steps;
  std::optional<RunId> parent;
  std::optional<std::int64_t> parent_step{};
  std::string parent_checkpoint{};
  std::string origin{};
  std::optional<std::int64_t> sweep{};
  std::int64_t queued = 0;  ///< entry of the queue that this run is; it leaves the queue and gives its sweep
};

/// One connection. An object is used by one thread at a time; open one per thread (opening is cheap).
/// Every writing function is one BEGIN IMMEDIATE transaction and throws StoreError; nothing half-written stays.
class ExperimentStore {
 public:
  enum class Mode { read_write, read_only };

  /// Opens or (read_write) creates the file, migrating an older schema inside a transaction. Throws StoreError: a newer
  /// schema is refused, a network file system gets a rollback journal or is refused with advice.
  explicit ExperimentStore(const std::filesystem::path& file, Mode mode = Mode::read_write);
  ~ExperimentStore();
  ExperimentStore(const ExperimentStore&) = delete;
  ExperimentStore& operator=(const ExperimentStore&) = delete;

  const std::filesystem::path& file() const;
  /// Grows with every commit of any process; cheap to poll (PRAGMA data_version plus own commits).
  std::int64_t change_counter();

  // --- runs
  /// Throws StoreError, too, when `run.queued` is no longer in the queue: no entry ever becomes two runs.
  RunId create_run(const NewRun& run);
  /// Newest first; deleted ones (see delete_run) left out. A running run whose owner is dead comes as interrupted.
  std::vector<RunRecord> runs();
  std::optional<RunRecord> run(RunId id);
  void rename_run(RunId id, const std::string& name);
  void set_colour(RunId id, const std::string& colour);
  void set_note(RunId id, const std::string& note);
  void set_tags(RunId id, const std::vector<std::string>& tags);
  /// Puts a run away, or takes it out again.
  void set_archived(RunId id, bool archived);
  void set_state(RunId id, RunState state, const std::string& reason = {});
  void set_planned_steps(RunId id, std::int64_t steps);
  void set_provenance(RunId id, const std::map<std::string, std::string>& provenance);
  /// Hides a run (undo: restore_run). A run that trains elsewhere is refused.
  void delete_run(RunId id);
  void restore_run(RunId id);
  /// Removes hidden runs for good, in slices under 50 ms; returns checkpoint paths that nothing names any more.
  std::vector<std::string> purge_deleted();

  // --- ownership
  /// Makes this process the owner and takes the run's file lock; false when a living process owns it.
  /// The lock belongs to this object: keep it as long as the run goes on. Commands left for an earlier owner are
  /// dropped.
  bool claim_run(RunId id);
  void heartbeat(RunId id);
  void release_run(RunId id);
  std::optional<RunOwner> owner(RunId id);
  bool owner_alive(RunId id);

  // --- curves
  struct StepScalars {
    std::int64_t step = 0;
    double time = 0;
    Scalars scalars;
  };
  /// Steps of a series may repeat but never fall (StoreError; truncate_after first).
  /// Appends steps; also updates steps, last reward and best val/… of the run, in the same transaction.
  void append_steps(RunId id, std::span<const StepScalars> steps);
  std::vector<std::string> series(RunId id);
  std::vector<CurvePoint> curve(RunId id, const std::string& series);
  /// Calls `take` with the points of steps [first_step, last_step], some thousand at a time, in their order.
  void read_curve(RunId id, const std::string& series, std::int64_t first_step, std::int64_t last_step,
                  const std::function<void(std::span<const CurvePoint>)>& take);
  /// When the run's steps were stored: one mark for each stretch between pauses, in order of steps; empty for a run of
  /// an older Vignette. Within a stretch it holds to two seconds.
  std::vector<ClockMark> clock(RunId id);
  /// Each point of the range is in exactly one bucket; a bucket begins and ends at steps that are there. Any range is
  /// cut to the curve, so [INT64_MIN, INT64_MAX] reads all of it. At most `buckets` buckets over [first_step,
  /// last_step], read from the level that suffices.
  std::vector<CurveBucket> curve_buckets(RunId id, const std::string& series, std::int64_t first_step,
                                         std::int64_t last_step, std::int64_t buckets);
  /// Removes curves, captions, parameter changes, checkpoints, warnings and answers after `step` (before a resume);
  /// notes of users stay.
  void truncate_after(RunId id, std::int64_t step);

  // --- captions
  /// `dataset_references` may be empty once an image's references are stored (put_references).
  void put_references(RunId id, std::int64_t image_id, const std::string& image_path,
                      const std::vector<std::string>& references);
  void append_captions(RunId id, std::span<const CaptionRecord> captions);
  std::vector<CaptionRecord> captions(const CaptionQuery& query);
  std::int64_t count_captions(const CaptionQuery& query);
  std::vector<std::int64_t> caption_steps(RunId id);

  // --- checkpoints
  std::int64_t add_checkpoint(const CheckpointRecord& checkpoint);
  std::vector<CheckpointRecord> checkpoints(RunId id);
  void remove_checkpoint(std::int64_t checkpoint_id);
  void set_checkpoint_kind(std::int64_t checkpoint_id, const std::string& kind);

  // --- phases
  /// Where a phase began. Those of the same and of later positions, which a resume took back, go.
  void put_phase(RunId id, const RunPhase& phase);
  /// In their order; empty for a run of an older Vignette.
  std::vector<RunPhase> phases(RunId id);

  // --- notes and warnings
  /// Adds a mark, or replaces the one of its number: a removed mark comes back under the same number. Returns the
  /// number.
  std::int64_t put_mark(const RunMark& mark);
  void remove_mark(std::int64_t mark_id);
  /// A warning at the run's last stored step. A run keeps each text once, and the first 1,000.
  void add_warning(RunId id, const std::string& text);
  /// By step.
  std::vector<RunMark> marks(RunId id);

  // --- live changes and commands
  void add_parameter_change(RunId id, const ParameterChange& change);
  std::vector<ParameterChange> parameter_changes(RunId id);
  /// Returns the command's number, which no other command ever gets.
  std::int64_t post_command(RunId id, const std::string& verb, const std::string& key = {},
                            const std::string& value = {});
  /// Takes (and removes) the commands waiting for a run, oldest first.
  std::vector<RunCommand> take_commands(RunId id);

  // --- answers to requests
  void add_answer(const RunAnswer& answer);
  /// Oldest first; those with a number above `after`.
  std::vector<RunAnswer> answers(RunId id, std::int64_t after = 0);
  /// The answer to one command, or nullopt while there is none.
  std::optional<RunAnswer> answer_to(std::int64_t command);

  // --- tags of pictures, by path
  /// Gives the tag to these pictures, or takes it from them.
  void set_image_tag(std::span<const std::string> paths, const std::string& tag, bool tagged);
  void rename_image_tag(const std::string& tag, const std::string& name);
  /// (path, tag), by path.
  std::vector<std::pair<std::string, std::string>> image_tags();

  // --- blind judgements of captions
  std::int64_t add_rating(const CaptionRating& rating);
  void remove_rating(std::int64_t rating);
  /// Of two runs, with `a` as run_a. Oldest first.
  std::vector<CaptionRating> ratings(RunId a, RunId b);

  // --- queue and sweeps
  /// In the order in which they are to run.
  std::vector<QueuedRun> queue();
  std::optional<QueuedRun> queued_run(std::int64_t id);
  /// Adds an entry at the end, or puts an edited or removed one back under its number and place. Returns the number.
  std::int64_t put_queued(const QueuedRun& entry);
  /// False when it is not there (any more).
  bool remove_queued(std::int64_t id);
  /// Keeps why an entry was refused ("": it may run again); nothing when it has left the queue.
  void set_queued_problem(std::int64_t id, const std::string& problem);
  /// Numbers the places from 1 in the order of the list; entries that have left the queue are passed over.
  void order_queue(std::span<const std::int64_t> ids);
  /// Stores a sweep and its entries at the end of the queue, in one transaction; returns the sweep's number. A name ""
  /// becomes "sweep N". Each entry belongs to the sweep, and has the sweep's name before its own: "sweep 3: lr=0.1".
  std::int64_t put_sweep(const std::string& name, const std::string& definition, std::span<const QueuedRun> entries);
  std::vector<SweepRecord> sweeps();

  // --- imported runs
  /// Removes a run for good, at once (an import that was cancelled), in slices under 50 ms. Refused as delete_run.
  void discard_run(RunId id);
  /// The run is finished, lasted from `started_at` to `ended_at` (seconds since 1970, UTC), and its curves' times count
  /// from `started_at`.
  void set_history(RunId id, double started_at, double ended_at);

  // --- settings that belong to the store (selected runs, saved views)
  std::optional<std::string> setting(const std::string& key);
  void set_setting(const std::string& key, const std::string& value);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
