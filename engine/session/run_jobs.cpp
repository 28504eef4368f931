// Work on recipes and stored runs that needs the engine, but trains nothing.

#include <filesystem>
#include <limits>

#include "log/log.h"
#include "recipe/text_forms.h"
#include "session/inference.h"
#include "session/jobs.h"
#include "session/meteor_sources.h"
#include "session/stored_checkpoints.h"
#include "session/training_session.h"
#include "store/experiment_store.h"
#include "training/checkpoint_evaluation.h"
#include "training/run_context.h"
#include "training/run_forecast.h"

namespace vignette {
namespace {

/// The engine's way to tell progress and to be stopped, as a job has it.
class JobControl final : public RunObserver, public RunControl {
 public:
  explicit JobControl(const ProgressFunction& progress) : progress_(progress) {}

  void on_event(const TrainingEvent& event) override {
    const auto* progress = std::get_if<ProgressEvent>(&event);
    if (progress != nullptr && progress->fraction >= 0) tell(progress->fraction);
  }
  Verdict poll(std::vector<std::pair<std::string, ParameterValue>>&) override {
    tell(last_);
    return cancelled_ ? Verdict::stop : Verdict::go_on;
  }

 private:
  void tell(double fraction) {
    last_ = fraction;
    if (progress_ && !progress_(fraction)) cancelled_ = true;
  }

  const ProgressFunction& progress_;
  double last_ = 0;
  bool cancelled_ = false;
};

template <class Work>
auto as_job(const ProgressFunction& progress, const Work& work) try {
  JobControl control(progress);
  return work(control);
} catch (const StopRequested&) {
  throw JobCancelled();
} catch (...) {
  rethrow_readable();
}

CheckpointRecord checkpoint_of(ExperimentStore& store, const EvaluateCheckpointRequest& request) {
  std::optional<CheckpointRecord> chosen;
  std::error_code none;
  for (auto& checkpoint : store.checkpoints(request.run)) {
    const bool asked = request.checkpoint ? checkpoint.id == *request.checkpoint
                       : request.step     ? checkpoint.step == *request.step
                                          : checkpoint.kind == "best" || !chosen || chosen->kind != "best";
    if (asked && std::filesystem::exists(checkpoint.path, none)) chosen = std::move(checkpoint);
  }
  if (!chosen)
    throw std::runtime_error(
        concat("run ", request.run, " has no such checkpoint: \"vignette-cli checkpoints\" lists them"));
  return *std::move(chosen);
}

/// Splits what is asked for into names, and puts NAME=ANNOTATIONS into the recipe.
std::vector<std::string> name_sets(Recipe& recipe, const std::vector<std::string>& asked) {
  std::vector<std::string> names;
  auto sets = parse_evaluation_sets(recipe.text("evaluation.sets"));
  for (const auto& one : asked) {
    if (one.find('=') == one.npos) {
      names.push_back(one);
      continue;
    }
    for (auto& set : parse_evaluation_sets(one)) {
      set.annotations = std::filesystem::absolute(set.annotations);
      if (!set.images.empty()) set.images = std::filesystem::absolute(set.images);
      std::erase_if(sets, [&](const auto& other) { return other.name == set.name; });
      names.push_back(set.name);
      sets.push_back(std::move(set));
    }
  }
  recipe.set("evaluation.sets", format_evaluation_sets(sets));
  return names;
}

/// Curves take a point only behind their last one, and only this process's while the run goes on in none.
bool fits_curves(ExperimentStore& store, RunId run, const EvaluationEvent& event) {
  if (store.owner_alive(run)) return false;
  for (const auto& [name, value] : event.metrics) {
    constexpr auto first = std::numeric_limits<std::int64_t>::min(), last = std::numeric_limits<std::int64_t>::max();
    const auto all = store.curve_buckets(run, name, first, last, 1);
    if (!all.empty() && all.back().last_step >= event.step) return false;
  }
  return true;
}

void keep(ExperimentStore& store, RunId run, const EvaluationEvent& event) {
  RunAnswer answer;
  answer.run = run;
  answer.kind = "evaluate";
  answer.subject = event.split;
  answer.step = event.step;
  answer.time = event.time;
  answer.metrics = event.metrics;
  store.add_answer(answer);
  if (!fits_curves(store, run, event)) return;
  const ExperimentStore::StepScalars row{event.step, event.time, event.metrics};
  store.append_steps(run, {&row, 1});
}

}  // namespace

CheckpointEvaluation evaluate_run_checkpoint(const EvaluateCheckpointRequest& request,
                                             const ProgressFunction& progress) {
  ExperimentStore store(request.store);
  const auto record = store.run(request.run);
  if (!record) throw std::runtime_error(concat(request.store.string(), " holds no run ", request.run));
  CheckpointEvaluation result;
  result.checkpoint = checkpoint_of(store, request);
  require_whole(result.checkpoint.path);
  CheckpointToEvaluate work;
  work.recipe = Recipe::from_text(record->recipe_resolved, concat("the recipe of run ", request.run));
  work.sets = name_sets(work.recipe, request.sets);
  work.checkpoint = result.checkpoint.path;
  work.run_folder = run_folder(request.store, request.run);
  work.step = result.checkpoint.step;
  work.find_meteor = meteor_of_this_machine;
  const auto events =
      as_job(progress, [&](JobControl& control) { return evaluate_checkpoint(work, control, control); });
  for (const auto& event : events) {
    keep(store, request.run, event);
    result.sets.emplace_back(event.split, event.metrics);
  }
  return result;
}

RunForecast forecast_recipe(const Recipe& recipe, const ProgressFunction& progress) {
  return as_job(progress, [&](JobControl& control) { return forecast_run(recipe, control, control); });
}

}  // namespace vignette
