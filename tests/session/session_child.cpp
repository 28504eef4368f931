// A second process for the tests: trains a fake run, or sends a command.
//   session_child train STORE STEPS MILLISECONDS     session_child command STORE RUN VERB [KEY VALUE]

#include <cstdio>
#include <cstdlib>
#include <string>

#include "session/fake_run.h"

using namespace vignette;

namespace {

int train(const std::string& store, int steps, int milliseconds) {
  FakeScript script;
  script.steps = steps;
  script.step_time = std::chrono::milliseconds(milliseconds);
  script.checkpoint_every = 5;
  script.before_step = [](std::int64_t step) {
    std::printf("%lld\n", static_cast<long long>(step));
    std::fflush(stdout);
  };
  SessionOptions options;
  options.store = store;
  options.nice = 0;
  TrainingSession session(options, fake_engine(script));
  session.start(fake_recipe(), "child");
  session.wait();
  return session.state() == RunState::failed ? 4 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 5 && std::string(argv[1]) == "train") return train(argv[2], std::atoi(argv[3]), std::atoi(argv[4]));
  if (argc < 5) return 2;
  try {
    command_run(argv[2], std::atoll(argv[3]), argv[4], argc > 5 ? argv[5] : "", argc > 6 ? argv[6] : "");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
  }
  return 0;
}
