#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "session/training_session.h"

namespace vignette {

void ensure_passive_waiting(char** argv) {
  // libgomp reads the variable before main() runs. Whoever set it to something else meant it.
  if (std::getenv("OMP_WAIT_POLICY") != nullptr) return;
  if (setenv("OMP_WAIT_POLICY", "passive", 1) != 0) return;
  // By its own path, so that top and ps show the program's name and not "exe".
  std::error_code unreadable;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unreadable);
  execv(program.c_str(), argv);  // comes back only on failure: slower, but it works
}

}  // namespace vignette
