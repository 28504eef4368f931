// The real engine.

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "log/log.h"
#include "training/compute.h"
#include "training/failure_text.h"
#include "training/phase_chain.h"
#include "training/training_run.h"

namespace vignette {
namespace {

/// What process 0 tells the others of its run, as JSON.
std::string run_text(const Recipe& recipe, const TrainingRunOptions& options) {
  nlohmann::json run = {{"recipe", recipe.to_toml()},
                        {"folder", options.run_folder.string()},
                        {"checkpoint", options.checkpoint ? options.checkpoint->string() : ""},
                        {"branch", options.branch},
                        {"accept_changed_data", options.accept_changed_data},
                        {"replay", nlohmann::json::array()}};
  for (const auto& change : options.replay)
    run["replay"].push_back({change.step, change.time, change.key, change.value});
  return run.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::pair<Recipe, TrainingRunOptions> run_of_text(const std::string& text) {
  const auto run = nlohmann::json::parse(text);
  TrainingRunOptions options;
  options.run_folder = run.at("folder").get<std::string>();
  if (const auto checkpoint = run.at("checkpoint").get<std::string>(); !checkpoint.empty())
    options.checkpoint = checkpoint;
  options.branch = run.at("branch").get<bool>();
  options.accept_changed_data = run.at("accept_changed_data").get<bool>();
  for (const auto& entry : run.at("replay")) options.replay.push_back({entry[0], entry[1], entry[2], entry[3]});
  return {Recipe::from_text(run.at("recipe").get<std::string>(), "process 0's recipe"), options};
}

/// Of several processes on one machine each has its GPU, and its part of the cores.
Recipe recipe_of_process(Recipe recipe, const ProcessGroup* group) {
  if (!group) return recipe;
  const auto& place = group->place();
  const auto& device = recipe.text("device");
  if ((device == "auto" || device == "cuda") && at::hasCUDA())
    recipe.set("device", "cuda:" + std::to_string(place.local_rank));
  if (recipe.integer("training.threads") == 0)
    recipe.set("training.threads", std::int64_t{std::max(1, thread_count(recipe) / place.local_world_size)});
  return recipe;
}

class EngineRun final : public TrainingRun {
 public:
  EngineRun(const Recipe& recipe, const TrainingRunOptions& options)
      : shared_(recipe), recipe_(recipe_of_process(recipe, options.group.get())), options_(options) {}

  TrainingOutcome execute(RunObserver& observer, RunControl& control) override {
    try {
      return execute_unguarded(observer, control);
    } catch (const std::exception&) {
      rethrow_for_users(std::current_exception());
    }
  }

 private:
  TrainingOutcome execute_unguarded(RunObserver& observer, RunControl& control) {
    if (options_.group && options_.group->first()) options_.group->broadcast(run_text(shared_, options_));
    std::filesystem::create_directories(options_.run_folder);
    at::set_num_threads(thread_count(recipe_));
    RunContext context(recipe_, options_, observer, control);
    return run_phases(context);
  }

  Recipe shared_, recipe_;
  TrainingRunOptions options_;
};

class SilentObserver final : public RunObserver {
 public:
  void on_event(const TrainingEvent&) override {}
};

/// Process 0 polls for all.
class NoControl final : public RunControl {
 public:
  Verdict poll(std::vector<std::pair<std::string, ParameterValue>>&) override { return Verdict::go_on; }
};

}  // namespace

std::unique_ptr<TrainingRun> make_training_run(const Recipe& recipe, const TrainingRunOptions& options) {
  return std::make_unique<EngineRun>(recipe, options);
}

TrainingOutcome follow_training_run(const std::shared_ptr<ProcessGroup>& group) {
  const auto text = group->broadcast(std::string());
  auto [recipe, options] = run_of_text(text);
  options.group = group;
  SilentObserver observer;
  NoControl control;
  return EngineRun(recipe, options).execute(observer, control);
}

std::map<std::string, std::string> engine_provenance(const Recipe& recipe) {
  return {{"libtorch", TORCH_VERSION},
          {"instruction_set", at::get_cpu_capability()},
          {"threads", std::to_string(thread_count(recipe))},
          {"device", compute_device(recipe).str()}};
}

}  // namespace vignette
