#include "cli/engine_program.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "cli/commands.h"
#include "log/log.h"
#include "session/training_session.h"

namespace vignette {

bool is_light(int argc, char** argv) {
  if (argc < 2) return false;  // the help lists every command
  const std::string_view first = argv[1];
  if (first == "--version") return true;
  const auto commands = light_commands();
  const bool known =
      std::any_of(commands.begin(), commands.end(), [&](const Command& one) { return first == one.name; });
  return known && std::none_of(argv + 2, argv + argc, [](std::string_view argument) {
           return argument == "--clip" || argument.starts_with("--clip=");
         });
}

int become_engine(char** argv) {
  setenv("OMP_WAIT_POLICY", "passive", 0);  // which it would ask for, and load LibTorch twice
  std::error_code error;
  const auto engine = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "vignette-engine";
  execv(engine.c_str(), argv);
  Console().say(concat("error: cannot start ", engine.string(), ": ", std::strerror(errno),
                       ". It belongs beside vignette-cli; build or install both."));
  return exit_failed_run;
}

}  // namespace vignette
