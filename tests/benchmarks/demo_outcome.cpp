#include "demo_outcome.h"

#include <sys/resource.h>

#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "session/training_session.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

Outcome train(const Recipe& recipe, const std::filesystem::path& store_file, const std::string& name,
              const std::string& metric) {
  const double cpu = cpu_seconds();
  RunId run = 0;
  {
    SessionOptions options;
    options.store = store_file;
    options.nice = 0;
    TrainingSession session(options);
    session.start(recipe, name);
    session.wait();
    run = session.run_id();
    if (!session.failure().empty()) throw std::runtime_error(name + ": " + session.failure());
  }
  Outcome outcome;
  outcome.cpu_seconds = cpu_seconds() - cpu;
  ExperimentStore store(store_file, ExperimentStore::Mode::read_only);
  for (const auto& point : store.curve(run, "val/" + metric)) {
    outcome.curve.emplace_back(double(point.step), 100 * point.value);
    outcome.seconds = point.time;
    outcome.best = std::max(outcome.best, 100 * point.value);
  }
  if (outcome.curve.empty()) throw std::runtime_error(name + " was never evaluated");
  outcome.start = outcome.curve.front().second;
  outcome.last = outcome.curve.back().second;
  outcome.steps = store.run(run)->steps;
  for (const auto& point : store.curve(run, "test/" + metric)) outcome.test = 100 * point.value;
  return outcome;
}

int parse_and_run(CLI::App& app, int argc, char** argv) {
  ensure_passive_waiting(argv);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 4;
  }
  return 0;
}

}  // namespace vignette
