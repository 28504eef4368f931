// vignette-cli: what needs no LibTorch is done here.
#include <csignal>

#include "cli/app.h"
#include "cli/commands.h"
#include "cli/engine_program.h"

int main(int argc, char** argv) {
  if (!vignette::is_light(argc, argv)) return vignette::become_engine(argv);
  std::signal(SIGXFSZ, SIG_IGN);  // a file beyond "ulimit -f" then fails like one on a full disk
  return vignette::run_cli(argc, argv, vignette::light_commands());
}
