#include <cstdlib>

#include <unistd.h>

#include "session/training_session.h"

namespace vignette {

void ensure_passive_waiting(char** argv) {
  // libgomp reads the variable before main() runs. Whoever set it to something else meant it.
  if (std::getenv("OMP_WAIT_POLICY") != nullptr) return;
  if (setenv("OMP_WAIT_POLICY", "passive", 1) != 0) return;
  execv("/proc/self/exe", argv);  // comes back only on failure: slower, but it works
}

}  // namespace vignette
