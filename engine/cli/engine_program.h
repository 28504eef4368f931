#pragma once
// vignette-cli gives its place to vignette-engine, which lies beside it, for what needs LibTorch.

namespace vignette {

/// Whether a command line is for vignette-cli itself: a command of light_commands(), unless it names a CLIP, or
/// --version.
bool is_light(int argc, char** argv);

/// Becomes vignette-engine with the same arguments, process id and descriptors; returns an exit code, having said why,
/// only where that cannot be started.
int become_engine(char** argv);

}  // namespace vignette
