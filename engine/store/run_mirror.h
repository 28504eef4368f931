#pragma once
// A local store that repeats runs of a store on another machine under their own numbers, so that every view reads them
// as it reads any store's.

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/records.h"

namespace vignette {

/// What a run has besides curves and captions, small enough to be replaced as a whole.
struct RunDetails {
  std::vector<RunPhase> phases;
  std::vector<ParameterChange> changes;
  std::vector<RunMark> marks;
  std::vector<ClockMark> clock;
  std::vector<CheckpointRecord> checkpoints;  ///< paths as they shall be here
};

/// How far a series got: its last step, and how many of its points have that step (a step may repeat).
struct SeriesEnd {
  std::int64_t step = 0, points = 0;
};

/// One connection; used by one thread at a time. Every writing function is one transaction and throws StoreError;
/// repeating a call with the same values changes nothing.
class RunMirror {
 public:
  /// Opens or creates the file.
  explicit RunMirror(const std::filesystem::path& file);
  ~RunMirror();
  RunMirror(const RunMirror&) = delete;
  RunMirror& operator=(const RunMirror&) = delete;

  const std::filesystem::path& file() const;
  /// Adds or replaces a run. One that trains or is paused counts as alive while beat() is called.
  void put_run(const RunRecord& run, const std::string& owner);
  /// All runs that go on still do; `owner` names the connection.
  void beat(const std::string& owner);
  /// The connection is gone: whether the runs go on is not known.
  void forget_owners();
  /// Runs that the other store no longer has.
  void hide_runs(std::span<const RunId> runs);
  /// What users may change of each run, the hidden ones too. Cheap.
  struct Listed {
    RunId id = 0;
    std::string name, colour, note;
    std::vector<std::string> tags;
    bool hidden = false;
  };
  std::vector<Listed> listed();

  std::map<std::string, SeriesEnd> series_ends(RunId run);
  /// Appends after what is there; throws StoreError when a step falls.
  void append(RunId run, const std::map<std::string, std::vector<CurvePoint>>& points);
  /// Removes curves, captions and answers after `step`.
  void cut(RunId run, std::int64_t step);
  void put_captions(RunId run, std::span<const CaptionRecord> captions);
  void replace_details(RunId run, const RunDetails& details);
  std::vector<ClockMark> clock(RunId run);
  std::vector<RunMark> marks(RunId run);
  std::int64_t last_step(RunId run);
  void add_answers(std::span<const RunAnswer> answers);
  std::int64_t last_answer(RunId run);
  /// How many captions of each step there are.
  std::map<std::int64_t, std::int64_t> caption_counts(RunId run);
  /// Takes (and removes) what was posted here for any run, oldest first.
  std::vector<RunCommand> take_commands();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
