// What logging, events and the store cost on the demo: the time that events hold up the training thread, and what the
// other threads (log, store, mailbox) take of the processor, as shares of a step. usage: event_cost FOLDER [STEPS]

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>

#include "session/freed_memory.h"
#include "session/jobs.h"
#include "session/training_session.h"

namespace {

using namespace vignette;

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

struct Cost {
  double events = 0, training_cpu = 0, all_cpu = 0, wall = 0, data = 0;
  std::int64_t steps = 0, calls = 0;
};

/// Times the session's own observer from within the run.
class Timed final : public TrainingRun, public RunObserver {
 public:
  Timed(std::unique_ptr<TrainingRun> run, Cost& cost) : run_(std::move(run)), cost_(cost) {}

  TrainingOutcome execute(RunObserver& observer, RunControl& control) override {
    observer_ = &observer;
    return run_->execute(*this, control);
  }

  /// The clocks start at the first step, so that opening models and data does not count.
  void on_event(const TrainingEvent& event) override {
    const auto* step = std::get_if<StepEvent>(&event);
    if (step && cost_.steps++ == 0) start();
    const double begin = seconds(CLOCK_MONOTONIC);
    observer_->on_event(event);
    cost_.events += seconds(CLOCK_MONOTONIC) - begin;
    ++cost_.calls;
    cost_.wall = seconds(CLOCK_MONOTONIC) - wall_;
    cost_.training_cpu = seconds(CLOCK_THREAD_CPUTIME_ID) - thread_;
    cost_.all_cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - process_;
    if (step)
      for (const auto& [name, value] : step->scalars)
        if (name == "seconds/data") cost_.data += value;
  }

 private:
  void start() {
    wall_ = seconds(CLOCK_MONOTONIC);
    thread_ = seconds(CLOCK_THREAD_CPUTIME_ID);
    process_ = seconds(CLOCK_PROCESS_CPUTIME_ID);
    cost_.events = 0;
    cost_.calls = 0;
  }

  std::unique_ptr<TrainingRun> run_;
  Cost& cost_;
  RunObserver* observer_ = nullptr;
  double wall_ = 0, thread_ = 0, process_ = 0;
};

Cost measure(const Recipe& recipe, const std::filesystem::path& store) {
  Cost cost;
  auto engine = real_engine();
  const auto make = engine.make_run;
  engine.make_run = [&](const Recipe& given, const TrainingRunOptions& options) -> std::unique_ptr<TrainingRun> {
    return std::make_unique<Timed>(make(given, options), cost);
  };
  SessionOptions options;
  options.store = store;
  options.nice = 0;
  options.mailbox = std::make_shared<EventMailbox>();
  TrainingSession session(options, engine);
  session.start(recipe, "event cost");
  session.wait();
  if (!session.failure().empty()) throw std::runtime_error(session.failure());
  return cost;
}

void print(const char* what, const Cost& cost) {
  const double steps = double(cost.steps - 1);
  std::printf("%s: %lld steps, %.1f ms each by the clock, %.1f ms of the training thread's processor time\n", what,
              static_cast<long long>(cost.steps), 1e3 * cost.wall / steps, 1e3 * cost.training_cpu / steps);
  std::printf("  events hold the training thread up for %.3f ms a step: %.2f %%\n", 1e3 * cost.events / steps,
              100 * cost.events / cost.wall);
  std::printf("  log, store and mailbox on other threads: %.3f ms of processor time a step: %.2f %%\n",
              1e3 * (cost.all_cpu - cost.training_cpu) / steps,
              100 * (cost.all_cpu - cost.training_cpu) / cost.training_cpu);
  std::printf("  waiting for data: %.3f ms a step\n", 1e3 * cost.data / steps);
}

void run(const std::filesystem::path& folder, std::int64_t steps) {
  const auto demo = write_demo({folder / "demo"});
  auto recipe = Recipe::from_file(demo.recipe);
  recipe.set("training.threads", std::int64_t{1});
  recipe.set("training.max_steps", steps);
  recipe.set("evaluation.every", steps);
  recipe.set("evaluation.test", false);
  recipe.set("evaluation.images", std::int64_t{16});
  print("adversarial", measure(recipe, folder / "runs.sqlite"));
  recipe.set("training.objective", std::string("likelihood"));
  print("likelihood", measure(recipe, folder / "runs.sqlite"));
}

}  // namespace

int main(int argc, char** argv) {
  ensure_passive_waiting(argv);
  keep_freed_memory();
  if (argc < 2) {
    std::fprintf(stderr, "usage: event_cost FOLDER [STEPS]\n");
    return 2;
  }
  try {
    run(argv[1], argc > 2 ? std::stoll(argv[2]) : 60);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
