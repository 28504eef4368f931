#include "cli/app.h"
#include "session/training_session.h"

int main(int argc, char** argv) {
  vignette::ensure_passive_waiting(argv);
  return vignette::run_cli(argc, argv);
}
