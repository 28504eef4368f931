// vignette-engine: every command, with LibTorch.
#include <csignal>
#include <vector>

#include "cli/app.h"
#include "cli/commands.h"
#include "session/clip_similarity.h"
#include "session/freed_memory.h"
#include "session/training_session.h"

int main(int argc, char** argv) {
  vignette::ensure_passive_waiting(argv);
  std::signal(SIGXFSZ, SIG_IGN);  // a file beyond "ulimit -f" then fails like one on a full disk
  vignette::keep_freed_memory();
  std::vector<vignette::Command> commands{
      {"train", vignette::add_train_command},   {"caption", vignette::add_caption_command},
      {"encode", vignette::add_encode_command}, {"evaluate-run", vignette::add_evaluate_run_command},
      {"import", vignette::add_import_command}, {"export", vignette::add_export_command},
      {"queue", vignette::add_queue_command}};
  const auto light = vignette::light_commands();
  commands.insert(commands.end(), light.begin(), light.end());
  return vignette::run_cli(argc, argv, commands, vignette::clip_similarities);
}
