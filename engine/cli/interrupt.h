#pragma once
// Ctrl-C (SIGINT) and SIGTERM as a request to end cleanly; the second one ends the program at once.

#include "session/jobs.h"

namespace vignette {

/// While alive the first signal is only noted. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

bool interrupted();

class Console;
/// Shows a job's progress on `console` and cancels the job once interrupted() is true.
ProgressFunction console_progress(Console& console, std::string what);

}  // namespace vignette
