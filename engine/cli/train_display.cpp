#include "cli/train_display.h"

#include <cmath>

#include "log/log.h"

namespace vignette {
namespace {

void add_scalars(Json& object, const Scalars& scalars) {
  for (const auto& [name, value] : scalars) object[name] = value;
}

}  // namespace

void TrainDisplay::show(const TrainingEvent& event) {
  std::visit([this](const auto& one) { show(one); }, event);
}

void TrainDisplay::flush() {
  if (held_) console_.json(*held_);
  held_.reset();
}

std::string TrainDisplay::status(const StepEvent& event) {
  std::string text = concat("step ", event.step);
  if (planned_steps_ > 0) text += concat("/", planned_steps_);
  if (!phase_.empty()) text += concat("  ", phase_);
  const double seconds = event.time - first_time_;
  if (event.step > first_step_ && seconds > 0) {
    const double speed = static_cast<double>(event.step - first_step_) / seconds;
    text += concat("  ", short_number(speed), " steps/s");
    if (planned_steps_ > event.step)
      text += concat("  ", clock_text(static_cast<double>(planned_steps_ - event.step) / speed), " left");
  }
  for (const char* name : {"loss", "G_loss", "D_loss", "reward"})
    for (const auto& [key, value] : event.scalars)
      if (key == name) text += concat("  ", key, " ", short_number(value));
  return text;
}

void TrainDisplay::show(const StepEvent& event) {
  if (json_) {
    flush();
    held_ = Json{{"step", event.step}};
    held_step_ = event.step;
    add_scalars(*held_, event.scalars);
  }
  if (first_step_ == 0) {
    first_step_ = event.step;
    first_time_ = event.time;
  }
  last_step_ = event.step;
  const double fraction =
      planned_steps_ > 0 ? static_cast<double>(event.step) / static_cast<double>(planned_steps_) : -1;
  console_.progress(fraction, status(event));
}

void TrainDisplay::show(const EvaluationEvent& event) {
  std::string text = concat("step ", event.step, "  evaluation:");
  for (const auto& [name, value] : event.metrics) text += concat("  ", name, " ", short_number(value));
  console_.say(text);
  // One line a step: an evaluation joins the line of its step; the store has those before the first step.
  if (held_ && held_step_ == event.step) add_scalars(*held_, event.metrics);
}

void TrainDisplay::show(const StateEvent& event) {
  if (event.state == RunState::paused || event.state == RunState::running)
    console_.say(concat("step ", event.step, "  ", run_state_name(event.state)));
}

void TrainDisplay::show(const PhaseEvent& event) {
  if (event.planned_steps) planned_steps_ = *event.planned_steps;
  if (event.phases < 2) return;
  phase_ = event.phase.name;
  console_.say(concat("step ", event.phase.steps_before, "  phase ", event.phase.position + 1, " of ", event.phases,
                      ": ", phase_, " (", event.phase.objective, "), up to step ", event.last_step));
}

void TrainDisplay::show(const ProgressEvent& event) {
  // Where the epochs decide, the run alone knows how many steps it will take.
  if (event.what == "training" && event.fraction > 0) {
    planned_steps_ = std::llround(static_cast<double>(last_step_) / event.fraction);
    return;
  }
  console_.progress(event.fraction, event.what);
}

}  // namespace vignette
