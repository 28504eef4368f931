#include "training/training_loop.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "log/log.h"
#include "training/checkpoint.h"

namespace vignette {
namespace {

/// Every such figure must be finite; a validation figure may be missing for good reason.
void require_finite(const Scalars& scalars, std::int64_t step) {
  for (const auto& [name, value] : scalars)
    if (!std::isfinite(value))
      throw std::runtime_error(concat(name, " is not a finite number at step ", step,
                                      ": the run broke off before the step's weights were stored. Try a lower "
                                      "optimizer.learning_rate, a longer optimizer.warmup_steps, a smaller "
                                      "optimizer.clip_norm or precision fp32, and go on from the last checkpoint."));
}

bool due(std::int64_t every, std::int64_t step) {
  return every > 0 && step % every == 0;
}

/// Checkpoints of steps that a resume from an earlier one takes back, of every phase.
void remove_later_checkpoints(const std::filesystem::path& folder, std::int64_t step) {
  if (!std::filesystem::exists(folder)) return;
  std::vector<std::filesystem::path> later;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with("phase")) remove_later_checkpoints(entry.path(), step);
    const auto dash = name.rfind('-');
    if (dash == name.npos || name.find_first_not_of("0123456789", dash + 1) != name.npos) continue;
    if (std::stoll(name.substr(dash + 1)) > step) later.push_back(entry.path());
  }
  for (const auto& path : later) std::filesystem::remove_all(path);
}

/// The best checkpoint that a state names, also when the store has moved since.
std::filesystem::path best_path(const RunContext& context, const nlohmann::json& state) {
  const std::filesystem::path named = state.at("best_path").get<std::string>();
  return named.empty() || std::filesystem::exists(named) ? named : context.checkpoint_folder() / named.filename();
}

}  // namespace

std::optional<PhaseEnd> phase_end(const RunContext& context, const std::filesystem::path& checkpoint,
                                  const nlohmann::json& state) {
  if (!state.value("phase_ended", false) || context.last_phase()) return std::nullopt;
  return PhaseEnd{best_path(context, state), checkpoint};
}

std::int64_t planned_steps(const Recipe& recipe, std::int64_t batches_per_epoch) {
  const auto accumulation = recipe.integer("training.accumulation"), limit = recipe.integer("training.max_steps");
  const auto by_epochs =
      std::max<std::int64_t>(1, recipe.integer("training.epochs") * batches_per_epoch / accumulation);
  if (limit == 0) return by_epochs;
  return recipe.is_set("training.epochs") ? std::min(limit, by_epochs) : limit;
}

TrainingLoop::TrainingLoop(RunContext& context, Objective& objective, std::optional<std::filesystem::path> checkpoint)
    : context_(context), objective_(objective), checkpoint_(std::move(checkpoint)) {}

TrainingOutcome TrainingLoop::run() {
  planned_ = context_.phase_start() + planned_steps(context_.recipe(), objective_.batches_per_epoch());
  restore();
  tell_phase();
  bool stopped = false;
  try {
    if (done() == 0 && evaluated_ < 0 && objective_.evaluates_before_training()) {
      emit_captions();
      evaluate();
    } else if (done() > 0 && evaluation_due() && evaluated_ != context_.step()) {
      evaluate();
    }
    while (!stopped && context_.step() < planned_ && !stops_early())
      if ((stopped = !context_.go_on()) == false) take_step();
    if (!stopped) finish();
  } catch (const StopRequested&) {
    stopped = true;
  }
  if (stopped && checkpointed_ != context_.step()) write("last", "step", true);
  return {stopped, context_.step(), best_metrics_};
}

void TrainingLoop::tell_phase() {
  const auto after = context_.steps_after_phase();
  total_ = planned_ + after.value_or(0);
  PhaseEvent event;
  event.phase = {static_cast<std::int64_t>(context_.phase_index()), context_.phase(), objective_.phase(),
                 context_.phase_start(), context_.elapsed()};
  event.phases = static_cast<std::int64_t>(context_.phase_count());
  event.last_step = planned_;
  if (after) event.planned_steps = total_;
  context_.emit(event);
}

void TrainingLoop::restore() {
  if (!checkpoint_) return;
  const auto state = read_checkpoint_state(*checkpoint_);
  read_checkpoint_tensors(*checkpoint_, objective_.training_state());
  evaluated_ = state.at("evaluated").get<std::int64_t>();
  worse_ = state.at("worse").get<std::int64_t>();
  best_path_ = best_path(context_, state);
  if (!state.at("best").is_null()) best_ = state.at("best").get<double>();
  for (const auto& entry : state.at("best_metrics")) best_metrics_.emplace_back(entry.at(0), entry.at(1));
  remove_later_checkpoints(context_.run_folder() / "checkpoints", context_.step());
  checkpointed_ = context_.step();
}

bool TrainingLoop::stops_early() const {
  const auto patience = context_.recipe().integer("early_stopping.patience");
  return patience > 0 && worse_ >= patience;
}

void TrainingLoop::take_step() {
  const auto number = context_.step() + 1, of_phase = done() + 1;
  auto scalars = objective_.step(of_phase, planned_ - context_.phase_start());
  require_finite(scalars, number);
  context_.step_done(number);
  scalars.emplace_back("seconds/wait", context_.take_waited());
  context_.emit(StepEvent{number, context_.elapsed(), context_.phase(), std::move(scalars)});
  if (number * 100 / total_ != (number - 1) * 100 / total_)
    context_.progress("training", double(number) / double(total_));
  const bool last = number == planned_;
  const auto every = context_.recipe().integer("captions.every");
  if (due(every, of_phase) || (last && every > 0)) emit_captions();
  if (evaluation_due()) evaluate();
  if (due(context_.recipe().integer("checkpoint.every"), of_phase)) write("last", "step", true);
}

bool TrainingLoop::evaluation_due() const {
  const auto& recipe = context_.recipe();
  const auto step = done(), every = recipe.integer("evaluation.every");
  const bool last = context_.step() == planned_;
  if (last || every > 0) return last || due(every, step);
  const auto accumulation = recipe.integer("training.accumulation"), epoch = objective_.batches_per_epoch();
  return step * accumulation / epoch != (step - 1) * accumulation / epoch;
}

void TrainingLoop::evaluate() {
  if (!objective_.has_split("val")) return;
  auto metrics = objective_.evaluate("val");
  const auto selection = objective_.selection();
  double value = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [name, figure] : metrics)
    if (name == selection.series) value = figure;
  const bool better = std::isfinite(value) && (!best_ || selection.better(value, *best_));
  evaluated_ = context_.step();
  worse_ = better ? 0 : worse_ + 1;
  if (better) {
    best_ = value;
    best_metrics_ = metrics;
    best_path_ = checkpoint_path(folder(), "best", context_.step());
  }
  context_.emit(EvaluationEvent{context_.step(), context_.elapsed(), "val", std::move(metrics), better});
  if (better) write("best", "best", false);
  if (context_.recipe().integer("checkpoint.every") == 0 && done() > 0) write("last", "step", true);
}

void TrainingLoop::emit_captions() {
  auto records = objective_.captions(context_.step());
  if (!records.empty()) context_.emit(CaptionEvent{context_.step(), std::move(records)});
}

void TrainingLoop::write(const std::string& kind, const std::string& prefix, bool with_training) {
  const auto& recipe = context_.recipe();
  nlohmann::json state = {
      {"vignette_checkpoint", 1},         {"phase", context_.phase()}, {"phase_ended", ended_},
      {"run", context_.state()},          {"evaluated", evaluated_},   {"worse", worse_},
      {"best_path", best_path_.string()}, {"best", nullptr},           {"recipe", recipe.to_toml()}};
  if (best_) state["best"] = *best_;
  state["best_metrics"] = nlohmann::json::array();
  for (const auto& [name, value] : best_metrics_) state["best_metrics"].push_back({name, value});
  const auto path = checkpoint_path(folder(), prefix, context_.step());
  const auto bytes = write_checkpoint(
      path, [this](const auto& model_folder) { objective_.save_model(model_folder); },
      with_training ? objective_.training_state() : NamedTensors{}, state);
  if (with_training) checkpointed_ = context_.step();
  const auto metric = kind == "best" ? best_ : std::nullopt;
  context_.emit(CheckpointEvent{context_.step(), path.string(), kind, metric, bytes});
  prune_checkpoints(folder(), prefix, prefix == "best" ? 1 : recipe.integer("checkpoint.keep"));
}

/// Leaves the phase's last checkpoint and its best one to the next phase, and to those who branch off here.
void TrainingLoop::finish_phase() {
  ended_ = true;
  write("last", "step", true);
  prune_checkpoints(folder(), "step", 1);
  end_ = {best_path_, checkpoint_path(folder(), "step", context_.step())};
}

void TrainingLoop::finish() {
  if (evaluated_ != context_.step()) evaluate();
  if (!context_.last_phase()) return finish_phase();
  write("final", "step", true);
  if (!context_.recipe().boolean("evaluation.test") || !objective_.has_split("test")) return;
  if (!best_path_.empty() && std::filesystem::exists(best_path_)) objective_.load_model(best_path_);
  auto metrics = objective_.evaluate("test");
  best_metrics_.insert(best_metrics_.end(), metrics.begin(), metrics.end());
  context_.emit(EvaluationEvent{context_.step(), context_.elapsed(), "test", std::move(metrics), false});
}

}  // namespace vignette
