#include "training/training_loop.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "data/folder_checksums.h"
#include "log/log.h"
#include "recipe/text_forms.h"
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
  settle_unfinished_checkpoints(folder);
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

}  // namespace

nlohmann::json checkpoint_state(const RunContext& context, const std::filesystem::path& checkpoint) {
  const auto own = context.first() ? read_checkpoint_state(checkpoint) : nlohmann::json();
  return context.group() ? nlohmann::json::parse(context.from_first(own.dump())) : own;
}

std::optional<PhaseEnd> phase_end(const RunContext& context, const std::filesystem::path& checkpoint,
                                  const nlohmann::json& state) {
  if (!state.value("phase_ended", false) || context.last_phase()) return std::nullopt;
  const auto& good = state.at("good");
  std::filesystem::path best;
  if (!good.empty()) best = checkpoint_path(checkpoint.parent_path(), "best", good.front().at(1));
  return PhaseEnd{best, checkpoint};
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
  share_state();
  tell_phase();
  bool stopped = false;
  try {
    context_.set_answerer([this](const auto& request, auto& result) { answer(request, result); });
    begin();
    while (!stopped && context_.step() < planned_ && !stops_early() && !time_is_up())
      if ((stopped = !context_.go_on()) == false) take_step();
    if (!stopped) finish();
  } catch (const StopRequested&) {
    stopped = true;
  }
  context_.set_answerer({});
  if (stopped && checkpointed_ != context_.step()) write_last();
  return {stopped, context_.step(), best_metrics_, stopped ? std::string() : why_it_ended()};
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

void TrainingLoop::begin() {
  // A branch must not depend on a checkpoint that the other run may remove.
  if (branches()) write_last();
  if (done() == 0 || branches()) {
    if (evaluated_ >= 0 || !objective_.evaluates_before_training()) return;
    emit_captions();
    evaluate();
  } else if (evaluation_due() && evaluated_ != context_.step()) {
    evaluate();
  }
}

void TrainingLoop::restore() {
  if (!checkpoint_) return;
  branches() ? restore_branch(*checkpoint_) : restore_own(*checkpoint_);
}

/// Every process goes on with what process 0 has.
void TrainingLoop::share_state() {
  auto* group = context_.group();
  if (!group) return;
  for (const auto& [name, tensor] : objective_.training_state()) group->broadcast(tensor);
  const auto extra = nlohmann::json::parse(group->broadcast(context_.first() ? objective_.extra_state().dump() : ""));
  if (!context_.first()) objective_.load_extra_state(extra);
}

void TrainingLoop::restore_own(const std::filesystem::path& directory) {
  const auto state = checkpoint_state(context_, directory);
  if (context_.first()) {
    read_checkpoint_tensors(directory, objective_.training_state());
    if (state.contains("objective")) objective_.load_extra_state(state.at("objective"));
    remove_later_checkpoints(context_.run_folder() / "checkpoints", context_.step());
  }
  evaluated_ = state.at("evaluated").get<std::int64_t>();
  worse_ = state.at("worse").get<std::int64_t>();
  if (state.contains("health")) health_.restore(state.at("health"));
  const bool same_metric = state.at("metric") == objective_.selection().series;
  for (const auto& entry : same_metric ? state.at("good") : nlohmann::json::array())
    good_.push_back({entry.at(0), entry.at(1)});
  for (const auto& entry : state.at("best_metrics")) best_metrics_.emplace_back(entry.at(0), entry.at(1));
  checkpointed_ = context_.step();
}

void TrainingLoop::restore_branch(const std::filesystem::path& directory) {
  if (context_.first()) read_branch(directory);
  if (context_.step() >= planned_)
    throw RecipeError(concat("training.max_steps: the checkpoint is of step ", context_.step(),
                             ", and the branch ends at step ", planned_, "; give it more steps"));
}

void TrainingLoop::read_branch(const std::filesystem::path& directory) {
  std::vector<std::string> missing;
  if (std::filesystem::exists(directory / "training.safetensors")) {
    read_checkpoint_tensors(directory, objective_.training_state(), &missing);
    const auto state = read_checkpoint_state(directory);
    if (state.contains("objective")) objective_.load_extra_state(state.at("objective"));
  } else {
    objective_.load_model(directory);
    missing.push_back("critic and optimisers");
    objective_.restart_averaged_weights();
  }
  // The objective's average began at its own weights, before the checkpoint's took their place.
  if (std::any_of(missing.begin(), missing.end(), [](const auto& part) { return part.ends_with("_average"); }))
    objective_.restart_averaged_weights();
  if (!missing.empty())
    context_.warn(directory.string(), concat("holds no ", missing.front(), missing.size() > 1 ? " and others" : "",
                                             ": the branch begins with new ones"));
}

bool TrainingLoop::stops_early() const {
  const auto patience = context_.recipe().integer("early_stopping.patience");
  return patience > 0 && worse_ >= patience;
}

bool TrainingLoop::time_is_up() const {
  const auto limit = parse_duration(context_.recipe().text("training.time_limit"));
  return limit && context_.first_says(context_.elapsed() >= *limit);
}

std::string TrainingLoop::why_it_ended() const {
  if (context_.step() >= planned_) return {};
  return stops_early() ? concat("stopped early: ", worse_, " evaluations without a better one")
                       : concat("training.time_limit of ", context_.recipe().text("training.time_limit"), " reached");
}

void TrainingLoop::take_step() {
  const auto number = context_.step() + 1, of_phase = done() + 1;
  auto scalars = objective_.step(of_phase, planned_ - context_.phase_start());
  for (const auto& [name, figure] : scalars)
    if (!std::isfinite(figure) && context_.first() && context_.recipe().boolean("health.on"))
      context_.warn("health/not_finite", concat(name, " is not a finite number at step ", number));
  require_finite(scalars, number);
  const auto watched = scalars;
  context_.step_done(number);
  scalars.emplace_back("seconds/wait", context_.take_waited());
  if (context_.group()) scalars.emplace_back("seconds/exchange", context_.group()->take_waited());
  context_.emit(StepEvent{number, context_.elapsed(), context_.phase(), std::move(scalars)});
  watch_health(watched, false);
  if (number * 100 / total_ != (number - 1) * 100 / total_)
    context_.progress("training", double(number) / double(total_));
  const bool last = number == planned_;
  const auto every = context_.recipe().integer("captions.every");
  if (due(every, of_phase) || (last && every > 0)) emit_captions();
  if (evaluation_due()) evaluate();
  const auto& recipe = context_.recipe();
  if (due(recipe.integer("checkpoint.every"), of_phase) || due(recipe.integer("checkpoint.keep_every"), of_phase))
    write_last();
}

/// After the event of the figures, so that the warning is stored at their step.
void TrainingLoop::watch_health(const Scalars& scalars, bool evaluated) {
  if (!context_.first()) return;
  const auto& recipe = context_.recipe();
  const auto settings = health_settings(recipe.boolean("health.on"), [&](const auto& key) { return recipe.real(key); });
  const auto alarms = health_.take(context_.step(), scalars, settings, evaluated);
  for (const auto& alarm : alarms) context_.warn(concat("health/", alarm.rule->id), alarm_text(alarm));
  if (!alarms.empty() && recipe.boolean("health.pause")) context_.pause_for_alarm();
}

bool TrainingLoop::evaluation_due() const {
  const auto& recipe = context_.recipe();
  const auto step = done(), every = recipe.integer("evaluation.every");
  const bool last = context_.step() == planned_;
  if (last || every > 0) return last || due(every, step);
  const auto accumulation = recipe.integer("training.accumulation"), epoch = objective_.batches_per_epoch();
  return step * accumulation / epoch != (step - 1) * accumulation / epoch;
}

std::vector<EvaluationEvent> TrainingLoop::figures() {
  const AveragedWeights averaged(objective_);
  std::vector<EvaluationEvent> events;
  const auto add = [&](const std::string& split) {
    auto metrics = context_.from_first(objective_.evaluate(split));
    events.push_back({context_.step(), context_.elapsed(), split, std::move(metrics), false});
  };
  if (objective_.has_split("val")) add("val");
  for (const auto& name : objective_.evaluation_sets()) add(name);
  return events;
}

double TrainingLoop::selected(const Scalars& metrics) const {
  const auto series = objective_.selection().series;
  std::string names;
  for (const auto& [name, figure] : metrics) {
    if (name == series) return figure;
    names += concat(names.empty() ? "" : ", ", name);
  }
  throw RecipeError(concat("evaluation.metric: no figure is called ", series, "; there are ", names));
}

void TrainingLoop::evaluate() {
  auto events = figures();
  if (events.empty()) return;
  Scalars metrics;
  for (const auto& event : events) metrics.insert(metrics.end(), event.metrics.begin(), event.metrics.end());
  const double value = selected(metrics);
  const bool better =
      std::isfinite(value) && (good_.empty() || objective_.selection().better(value, good_.front().value));
  const bool kept = among_best(value);
  evaluated_ = context_.step();
  worse_ = better ? 0 : worse_ + 1;
  events.front().is_best = better;
  for (auto& event : events) context_.emit(event);
  watch_health(metrics, true);
  if (better) best_metrics_ = std::move(metrics);
  if (kept) write_good(better, value);
  if (context_.recipe().integer("checkpoint.every") == 0 && done() > 0) write_last();
}

bool TrainingLoop::among_best(double value) {
  if (!std::isfinite(value)) return false;
  const auto selection = objective_.selection();
  const auto place =
      std::find_if(good_.begin(), good_.end(), [&](const Good& good) { return selection.better(value, good.value); });
  const auto rank = place - good_.begin(), keep = std::ptrdiff_t{context_.recipe().integer("checkpoint.keep_best")};
  if (rank >= keep) return false;
  good_.insert(place, {value, context_.step()});
  if (std::ssize(good_) > keep) good_.resize(static_cast<std::size_t>(keep));
  return true;
}

void TrainingLoop::answer(const RunRequest& request, RunAnswer& answer) {
  if (request.kind == RunRequest::Kind::caption) return caption(request, answer);
  if (!objective_.has_split("val") && objective_.evaluation_sets().empty())
    throw std::runtime_error("the run has no validation images to evaluate");
  for (auto& event : shared_figures()) {
    event.time = answer.time;  // the time that answers take does not count
    answer.metrics.insert(answer.metrics.end(), event.metrics.begin(), event.metrics.end());
    context_.emit(event);
  }
}

void TrainingLoop::caption(const RunRequest& request, RunAnswer& answer) {
  if (!context_.first()) return;
  const AveragedWeights averaged(objective_);
  answer.captions = context_.alone([&] { return objective_.caption(request); });
}

/// Of several processes one that fails leaves the others in the middle of theirs: it ends them all.
std::vector<EvaluationEvent> TrainingLoop::shared_figures() {
  try {
    return figures();
  } catch (const StopRequested&) {
    throw;
  } catch (const std::exception&) {
    if (context_.group()) context_.group()->announce(ProcessGroup::Ending::failed, "an evaluation on request failed");
    throw;
  }
}

void TrainingLoop::emit_captions() {
  if (!context_.first()) return;
  auto records = context_.alone([this] {
    const AveragedWeights averaged(objective_);
    return objective_.captions(context_.step());
  });
  if (!records.empty()) context_.emit(CaptionEvent{context_.step(), std::move(records)});
}

void TrainingLoop::write_last(const std::string& kind) {
  write(kind, "step", true, std::nullopt);
}

void TrainingLoop::write_good(bool is_best, double value) {
  write(is_best ? "best" : "good", "best", context_.recipe().boolean("checkpoint.best_state"), value);
}

void TrainingLoop::write(const std::string& kind, const std::string& prefix, bool with_training,
                         std::optional<double> metric) {
  if (prefix == "step") checkpointed_ = context_.step();
  if (!context_.first()) return;
  nlohmann::json state = {{"vignette_checkpoint", 1},
                          {"phase", context_.phase()},
                          {"phase_ended", ended_},
                          {"run", context_.state()},
                          {"evaluated", evaluated_},
                          {"worse", worse_},
                          {"metric", objective_.selection().series},
                          {"good", nlohmann::json::array()},
                          {"best_metrics", nlohmann::json::array()},
                          {"health", health_.state()},
                          {"recipe", context_.recipe().to_toml()}};
  if (with_training) state["objective"] = objective_.extra_state();
  for (const auto& good : good_) state["good"].push_back({good.value, good.step});
  for (const auto& [name, value] : best_metrics_) state["best_metrics"].push_back({name, value});
  const auto path = checkpoint_path(folder(), prefix, context_.step());
  const auto bytes = write_checkpoint(
      path,
      [this](const auto& model_folder) {
        const AveragedWeights averaged(objective_);
        objective_.save_model(model_folder);
      },
      with_training ? objective_.training_state() : NamedTensors{}, state);
  // A run that is killed here goes on from the new checkpoint: no point of a curve before it may be missing.
  context_.settle();
  prune(context_.recipe().integer("checkpoint.keep"));
  context_.emit(CheckpointEvent{context_.step(), path.string(), kind, metric, bytes});
}

/// The newest, those kept for ever, and the best stay.
void TrainingLoop::prune(std::int64_t keep) {
  const auto forever = context_.recipe().integer("checkpoint.keep_every"), start = context_.phase_start();
  auto surplus = checkpoint_steps(folder(), "step");
  surplus.resize(surplus.size() - std::min(surplus.size(), static_cast<std::size_t>(keep)));
  std::erase_if(surplus, [&](auto step) { return step > start && due(forever, step - start); });
  for (const auto step : surplus) std::filesystem::remove_all(checkpoint_path(folder(), "step", step));
  for (const auto step : checkpoint_steps(folder(), "best"))
    if (std::none_of(good_.begin(), good_.end(), [&](const Good& good) { return good.step == step; }))
      std::filesystem::remove_all(checkpoint_path(folder(), "best", step));
}

std::filesystem::path TrainingLoop::best_path() const {
  return good_.empty() ? std::filesystem::path() : checkpoint_path(folder(), "best", good_.front().step);
}

/// Leaves the phase's last checkpoint and its best one to the next phase, and to those who branch off here.
void TrainingLoop::finish_phase() {
  ended_ = true;
  write_last();
  if (context_.first()) prune(1);
  if (context_.group()) context_.group()->barrier();  // the others read it when it is there
  end_ = {best_path(), checkpoint_path(folder(), "step", context_.step())};
}

void TrainingLoop::load_best() {
  const auto best = best_path();
  if (best.empty() || !std::filesystem::exists(best)) return;
  if (const auto damage = damage_in(best); damage.empty())
    objective_.load_model(best);
  else
    context_.warn("the best checkpoint", damage + "; the last step's weights are tested instead");
}

void TrainingLoop::finish() {
  if (evaluated_ != context_.step()) evaluate();
  if (!context_.last_phase() && !time_is_up()) return finish_phase();
  write_last("final");
  if (!context_.recipe().boolean("evaluation.test") || !objective_.has_split("test")) return;
  context_.set_answerer({});                   // from here on the weights are the best ones, not those of the last step
  const AveragedWeights averaged(objective_);  // the best checkpoint's weights take their place, too
  if (context_.first()) load_best();
  share_state();
  auto metrics = context_.from_first(objective_.evaluate("test"));
  best_metrics_.insert(best_metrics_.end(), metrics.begin(), metrics.end());
  context_.emit(EvaluationEvent{context_.step(), context_.elapsed(), "test", std::move(metrics), false});
}

}  // namespace vignette
