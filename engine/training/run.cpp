// The real engine: picks the objective and runs the loop.

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "log/log.h"
#include "training/adversarial_objective.h"
#include "training/checkpoint.h"
#include "training/compute.h"
#include "training/contrastive_objective.h"
#include "training/likelihood_objective.h"
#include "training/training_loop.h"
#include "training/training_run.h"

namespace vignette {
namespace {

std::unique_ptr<Objective> make_objective(RunContext& context) {
  const auto& name = context.recipe().text("training.objective");
  if (name == "contrastive") return make_contrastive_objective(context);
  return name == "likelihood" ? make_likelihood_objective(context) : make_adversarial_objective(context);
}

class EngineRun final : public TrainingRun {
 public:
  EngineRun(const Recipe& recipe, const TrainingRunOptions& options) : recipe_(recipe), options_(options) {}

  TrainingOutcome execute(RunObserver& observer, RunControl& control) override {
    try {
      return execute_unguarded(observer, control);
    } catch (const std::exception& failure) {
      throw std::runtime_error(describe_failure(failure));
    }
  }

 private:
  TrainingOutcome execute_unguarded(RunObserver& observer, RunControl& control) {
    std::filesystem::create_directories(options_.run_folder);
    at::set_num_threads(thread_count(recipe_));
    RunContext context(recipe_, options_, observer, control);
    const auto device = compute_device(recipe_);
    const NumericsScope numerics(recipe_, device);
    if (device.is_cpu() && recipe_.text("precision") == "fp16")
      context.warn("precision", "processors compute fp16 many times slower than fp32; take bf16 or fp32 here");
    std::unique_ptr<Objective> objective;
    try {
      objective = make_objective(context);
    } catch (const StopRequested&) {
      return {true, steps_before(), {}};
    }
    return TrainingLoop(context, *objective).run();
  }

  std::int64_t steps_before() const {
    if (!options_.checkpoint) return 0;
    return read_checkpoint_state(*options_.checkpoint).at("run").at("step").get<std::int64_t>();
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
