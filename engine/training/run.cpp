// The real engine.

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>

#include <exception>
#include <filesystem>

#include "log/log.h"
#include "training/compute.h"
#include "training/failure_text.h"
#include "training/phase_chain.h"
#include "training/training_run.h"

namespace vignette {
namespace {

class EngineRun final : public TrainingRun {
 public:
  EngineRun(const Recipe& recipe, const TrainingRunOptions& options) : recipe_(recipe), options_(options) {}

  TrainingOutcome execute(RunObserver& observer, RunControl& control) override {
    try {
      return execute_unguarded(observer, control);
    } catch (const std::exception&) {
      rethrow_for_users(std::current_exception());
    }
  }

 private:
  TrainingOutcome execute_unguarded(RunObserver& observer, RunControl& control) {
    std::filesystem::create_directories(options_.run_folder);
    at::set_num_threads(thread_count(recipe_));
    RunContext context(recipe_, options_, observer, control);
    return run_phases(context);
  }

  Recipe recipe_;
  TrainingRunOptions options_;
};

}  // namespace

std::unique_ptr<TrainingRun> make_training_run(const Recipe& recipe, const TrainingRunOptions& options) {
  return std::make_unique<EngineRun>(recipe, options);
}

std::map<std::string, std::string> engine_provenance(const Recipe& recipe) {
  return {{"libtorch", TORCH_VERSION},
          {"instruction_set", at::get_cpu_capability()},
          {"threads", std::to_string(thread_count(recipe))},
          {"device", compute_device(recipe).str()}};
}

}  // namespace vignette
