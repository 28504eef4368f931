#pragma once
// What the experiment store holds, as plain values.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vignette {

using RunId = std::int64_t;

enum class RunState { created, running, paused, stopped, finished, failed, interrupted };
std::string_view run_state_name(RunState state);
/// Throws std::invalid_argument for an unknown name.
RunState run_state_from_name(std::string_view name);

using Scalars = std::vector<std::pair<std::string, double>>;

struct RunRecord {
  RunId id = 0;
  std::string name;
  RunState state = RunState::created;
  std::string state_reason;  ///< why it failed or stopped; "" otherwise
  std::string colour;        ///< "#rrggbb"
  std::string note;
  std::vector<std::string> tags;
  double created_at = 0;                ///< seconds since 1970, UTC
  double started_at = 0, ended_at = 0;  ///< 0 when not yet
  std::int64_t steps = 0;               ///< last step stored
  std::optional<std::int64_t> planned_steps;
  std::map<std::string, double> best;  ///< best value of each val/… and test/… series, and "reward" (last)
  std::optional<double> last_reward;
  std::string recipe;                             ///< TOML as given
  std::string recipe_resolved;                    ///< TOML with every key
  std::map<std::string, std::string> provenance;  ///< version, commit, libtorch, instruction_set, threads, device, host
  std::optional<RunId> parent;                    ///< the run it branched off
  std::optional<std::int64_t> parent_step;
  std::string parent_checkpoint;  ///< the checkpoint it went on from; "" for a run from the start
  double archived_at = 0;         ///< put away by the user; 0: not
  std::string origin;             ///< of a run copied from another store: that store and its number there; "" otherwise
  std::optional<std::int64_t> sweep;  ///< the sweep that made it
};

struct CurvePoint {
  std::int64_t step = 0;
  double time = 0;  ///< seconds since the run started, pauses left out
  double value = 0;
};

/// A bucket of points for drawing: at most one per pixel column. first, last, min, max and mean are of the values that
/// are numbers, and NaN when none is (count == nan_count).
struct CurveBucket {
  std::int64_t first_step = 0, last_step = 0, count = 0, nan_count = 0;
  double first_time = 0, last_time = 0;
  double first = 0, last = 0, min = 0, max = 0, mean = 0;
};

struct CaptionRecord {
  std::int64_t step = 0;
  std::int64_t image_id = 0;
  std::string image_path;  ///< as the dataset resolved it
  std::string kind;        ///< "greedy" or "sample"
  std::int64_t sample_index = 0;
  std::string caption;
  std::vector<std::string> references;  ///< filled when read; stored once per image
  std::vector<float> token_log_probabilities;
  std::vector<std::string> tokens;
  std::map<std::string, double> scores;  ///< reward, cosine, l1, clip, critic, advantage, log_probability, CIDEr
};

struct CaptionQuery {
  RunId run = 0;
  std::optional<std::int64_t> step{};          ///< exactly this step
  std::optional<std::int64_t> at_or_before{};  ///< the newest caption of each (image, kind, sample) up to this step
  std::optional<std::int64_t> image_id{};
  std::string kind{};      ///< "" = any
  std::string text{};      ///< substring of the caption, case-insensitive; "" = any
  std::string order_by{};  ///< a score's name, "image_id", "caption" or "" (image_id)
  bool descending = false;
  std::int64_t offset = 0, limit = -1;
};

struct CheckpointRecord {
  std::int64_t id = 0;
  RunId run = 0;
  std::int64_t step = 0;
  std::string path;              ///< comes back absolute; below the store's folder it moves along with the store
  std::string kind;              ///< "last", "best" (one of a run), "good" (next best ones), "final"
  std::optional<double> metric;  ///< value of the selection metric
  double created_at = 0;
  std::int64_t bytes = 0;
};

struct ParameterChange {
  std::int64_t step = 0;
  double time = 0;
  std::string key, value;
};

/// A phase of a run, put when it begins. A run without chained phases has one.
struct RunPhase {
  std::int64_t position = 0;  ///< 0 for the first
  std::string name;
  std::string objective;
  std::int64_t steps_before = 0;  ///< steps of the run before it: its first step is the next one
  double time = 0;                ///< seconds since the run began, pauses left out
};

/// A user's note, or a warning that the engine gave, at a step of a run.
struct RunMark {
  std::int64_t id = 0;  ///< 0 for a new one
  RunId run = 0;
  std::int64_t step = 0;
  std::string kind;       ///< "note", "warning"
  std::string text;       ///< not empty
  double created_at = 0;  ///< seconds since 1970, UTC; 0: now
};

/// From `step` on, a point's `time` + `wall_offset` is when it was stored, in seconds since 1970, UTC.
struct ClockMark {
  std::int64_t step = 0;
  double time = 0;
  double wall_offset = 0;
};

/// What a run's weights answered to a request between two steps, or a stored checkpoint's to an evaluation.
struct RunAnswer {
  std::int64_t id = 0;
  RunId run = 0;
  std::int64_t request = 0;  ///< the command that asked; below 0: asked in the run's own process; 0: by no run
  std::string kind;          ///< "evaluate" or "caption"
  std::string subject;       ///< the picture, or the evaluated set
  std::int64_t step = 0;     ///< steps that the weights had seen
  double time = 0;           ///< seconds since the run started
  std::string problem;       ///< why there is no answer; "" otherwise
  Scalars metrics;
  std::vector<CaptionRecord> captions;  ///< without step, paths and references
};

struct RunOwner {
  std::string host;
  std::int64_t pid = 0;
  std::int64_t process_start = 0;  ///< clock ticks since boot (/proc/PID/stat field 22): tells a reused pid apart
  double heartbeat = 0;
};

/// A command from one process to a run in another: polled by the owner between steps.
struct RunCommand {
  std::int64_t id = 0;
  RunId run = 0;
  std::string verb;        ///< "pause", "resume", "step", "stop", "adjust", "evaluate", "caption"
  std::string key, value;  ///< for adjust and caption
};

}  // namespace vignette
