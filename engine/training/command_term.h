#pragma once
// A reward that a researcher's own program computes: no compiling, any language. Free of LibTorch.

#include <functional>
#include <memory>
#include <string>

#include "training/child_process.h"
#include "training/reward_term.h"

namespace vignette {

/// Sends one JSON object a line, {"image_id": 7, "caption": "…", "references": ["…"], "remaining": 319}, and reads one
/// number a line. All captions of a step go out as one batch; `remaining` counts those of it still to come, so that a
/// program may collect a batch before it answers. The process stays from step to step; one that ends or takes longer
/// than the limit is started again, three times in a row at most.
class CommandTerm final : public RewardTerm {
 public:
  struct Options {
    std::string command;         ///< command line for /bin/sh -c
    double seconds = 60;         ///< limit for a batch, the start of the process included
    std::function<void()> poll;  ///< called about ten times a second while it waits; may throw
    std::function<void(const std::string&)> warn;
  };
  explicit CommandTerm(Options options) : options_(std::move(options)) {}

  /// Throws std::runtime_error naming the command, how it ended and its last words on standard error, or the answer
  /// that is no number and its caption.
  std::vector<double> score(std::span<const CaptionToScore> captions) override;

 private:
  ChildProcess::Outcome try_batch(const std::string& request, std::size_t count);
  /// Ends the process and says what happened.
  std::string give_up(ChildProcess::Outcome outcome, std::size_t count);
  std::vector<double> numbers(std::span<const CaptionToScore> captions);

  Options options_;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace vignette
