#include "cli/interrupt.h"

#include <unistd.h>

#include <csignal>

#include "cli/console.h"

namespace vignette {
namespace {

volatile std::sig_atomic_t signals = 0;
struct sigaction interrupt_before, terminate_before;

void note_signal(int) {
  if (signals != 0) _exit(exit_interrupted);
  signals = 1;
}

}  // namespace

InterruptGuard::InterruptGuard() {
  struct sigaction action = {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &interrupt_before);
  sigaction(SIGTERM, &action, &terminate_before);
}

InterruptGuard::~InterruptGuard() {
  sigaction(SIGINT, &interrupt_before, nullptr);
  sigaction(SIGTERM, &terminate_before, nullptr);
}

bool interrupted() {
  return signals != 0;
}

ProgressFunction console_progress(Console& console, std::string what) {
  return [&console, what = std::move(what)](double fraction) {
    if (fraction < 1)
      console.progress(fraction, what);
    else
      console.end_progress();
    return !interrupted();
  };
}

}  // namespace vignette
