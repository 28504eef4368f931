#pragma once
// The whole of vignette-cli below main().

namespace vignette {

/// Parses the command line, runs the command and returns the exit code (cli.md): 0 done, 2 usage, 3 bad input, 4 failed
/// run, 130 interrupted. Never throws.
int run_cli(int argc, char** argv);

}  // namespace vignette
