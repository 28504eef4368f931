#pragma once
// What a training run tells while it works. Plain values, free of LibTorch.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "store/records.h"

namespace vignette {

struct StepEvent {
  std::int64_t step = 0;  ///< 1-based optimiser step
  double time = 0;        ///< seconds since the run began, pauses left out
  std::string phase;      ///< name in the recipe; without phases "contrastive", "likelihood", "adversarial"
  Scalars scalars;        ///< names as in cli.md: G_loss, D_loss, reward, …
};

/// Captions of one step, with every score; `records` are ready for the store.
struct CaptionEvent {
  std::int64_t step = 0;
  std::vector<CaptionRecord> records;
};

struct EvaluationEvent {
  std::int64_t step = 0;
  double time = 0;
  std::string split;  ///< "val" or "test"
  Scalars metrics;    ///< "val/CIDEr", …
  bool is_best = false;
};

/// A phase begins, or goes on after a resume; sent once its models and data are there.
struct PhaseEvent {
  RunPhase phase;
  std::int64_t phases = 1;                    ///< of the whole run
  std::int64_t last_step = 0;                 ///< the phase's, as planned
  std::optional<std::int64_t> planned_steps;  ///< of the whole run; nullopt while later phases' epochs decide
};

struct CheckpointEvent {
  std::int64_t step = 0;
  std::string path, kind;  ///< kind: "last", "best", "good", "final"
  std::optional<double> metric;
  std::int64_t bytes = 0;
};

/// Work that is not a step: loading, embedding images, evaluating.
struct ProgressEvent {
  std::string what;
  double fraction = 0;  ///< 0 to 1; negative: unknown
};

struct StateEvent {
  RunState state = RunState::created;
  std::string reason;
  std::int64_t step = 0;
};

struct ParameterEvent {
  ParameterChange change;
};

struct FailureEvent {
  std::string what;  ///< what happened and what to do; no backtrace
  std::int64_t step = 0;
};

/// A problem that does not end the run (an unreadable picture, a caption that was cut).
struct WarningEvent {
  std::string where, what;
};

/// The references of the watch set's images, sent once before the first captions.
struct ReferencesEvent {
  struct Image {
    std::int64_t image_id = 0;
    std::string path;
    std::vector<std::string> references;
  };
  std::vector<Image> images;
};

/// The answer to a request (training/requests.h).
struct AnswerEvent {
  RunAnswer answer;
};

using TrainingEvent =
    std::variant<StepEvent, CaptionEvent, EvaluationEvent, CheckpointEvent, ProgressEvent, StateEvent, ParameterEvent,
                 FailureEvent, WarningEvent, ReferencesEvent, PhaseEvent, AnswerEvent>;

}  // namespace vignette
