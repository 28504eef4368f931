#pragma once
// The whole of vignette-cli below main().

#include <span>

#include "session/jobs.h"

namespace vignette {

struct Command;

/// Parses the command line with these commands, runs the one it names and returns the exit code (cli.md): 0 done, 2
/// usage, 3 bad input, 4 failed run, 130 interrupted. Without `clip_scorer` no command may need LibTorch. Never throws.
int run_cli(int argc, char** argv, std::span<const Command> commands, const ClipScorer& clip_scorer = {});

}  // namespace vignette
