#pragma once
// Ctrl-C (SIGINT) and SIGTERM as a request to end cleanly; the second one ends the program at once.

#include "session/jobs.h"

namespace vignette {

/// While alive the first signal is only noted. One at a time.
class InterruptGuard {
 public:
  /// `launched`: a launcher (torchrun) passes the terminal's Ctrl-C on, so that what comes within 5 s of the first
  /// signal is the same one.
  explicit InterruptGuard(bool launched = false);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

bool interrupted();

class Console;
/// Shows a job's progress on `console` and cancels the job once interrupted() is true.
ProgressFunction console_progress(Console& console, std::string what);

}  // namespace vignette
