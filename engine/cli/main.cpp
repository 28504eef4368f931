#include "cli/app.h"
#include "session/freed_memory.h"
#include "session/training_session.h"

int main(int argc, char** argv) {
  vignette::ensure_passive_waiting(argv);
  vignette::keep_freed_memory();
  return vignette::run_cli(argc, argv);
}
