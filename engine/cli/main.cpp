#include <csignal>

#include "cli/app.h"
#include "session/freed_memory.h"
#include "session/training_session.h"

int main(int argc, char** argv) {
  vignette::ensure_passive_waiting(argv);
  std::signal(SIGXFSZ, SIG_IGN);  // a file beyond "ulimit -f" then fails like one on a full disk
  vignette::keep_freed_memory();
  return vignette::run_cli(argc, argv);
}
