#include "cli/interrupt.h"

#include <unistd.h>

#include <csignal>
#include <ctime>

#include "cli/console.h"

namespace vignette {
namespace {

volatile std::sig_atomic_t signals = 0, repeats_for_seconds = 0;
timespec first_signal;
struct sigaction interrupt_before, terminate_before;

void note_signal(int) {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (signals == 0) first_signal = now;
  if (signals != 0 && now.tv_sec - first_signal.tv_sec >= repeats_for_seconds) _exit(exit_interrupted);
  signals = 1;
}

}  // namespace

InterruptGuard::InterruptGuard(bool launched) {
  repeats_for_seconds = launched ? 5 : 0;
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
