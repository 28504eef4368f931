#include "session/fake_run.h"

#include <fstream>
#include <limits>
#include <thread>

namespace vignette {
namespace {

class FakeRun final : public TrainingRun {
 public:
  FakeRun(FakeScript script, TrainingRunOptions options) : script_(std::move(script)), options_(std::move(options)) {}

  TrainingOutcome execute(RunObserver& observer, RunControl& control) override {
    std::int64_t step = 0;
    if (options_.checkpoint) std::ifstream(*options_.checkpoint) >> step;
    tell_phase(observer, step, true);
    control.accept_requests(true);
    while (step < script_.steps) {
      std::vector<std::pair<std::string, ParameterValue>> changes;
      auto verdict = control.poll(changes);
      for (; verdict == RunControl::Verdict::answer; verdict = control.poll(changes))
        answer(observer, *control.take_request(), step);
      if (verdict == RunControl::Verdict::stop) {
        write_checkpoint(observer, step, "last");
        return {true, step, {}, {}};
      }
      for (const auto& [key, value] : changes) observer.on_event(ParameterEvent{{step, 0.0, key, format_value(value)}});
      do_step(observer, ++step);
      tell_phase(observer, step, false);
    }
    write_checkpoint(observer, step, "final");
    return {false, step, {{"val/CIDEr", 0.5}}, script_.reason};
  }

 private:
  /// The phase of the next step, where that is its first or the run's.
  void tell_phase(RunObserver& observer, std::int64_t step, bool first_of_run) const {
    const PhaseEvent* current = nullptr;
    for (const auto& event : script_.phases)
      if (event.phase.steps_before <= step) current = &event;
    if (current && (first_of_run || current->phase.steps_before == step)) observer.on_event(*current);
  }

  static void answer(RunObserver& observer, const RunRequest& request, std::int64_t step) {
    RunAnswer answer;
    answer.request = request.id;
    answer.kind = request.verb();
    answer.subject = request.subject();
    answer.step = step;
    if (request.kind == RunRequest::Kind::evaluate) answer.metrics = {{"val/CIDEr", static_cast<double>(step)}};
    CaptionRecord caption;
    caption.kind = "greedy";
    caption.caption = "A thing.";
    caption.scores["clip"] = 25;
    if (request.kind == RunRequest::Kind::caption) answer.captions = {caption};
    if (request.subject().ends_with(".missing")) answer.problem = "no such picture";
    observer.on_event(AnswerEvent{answer});
  }

  void do_step(RunObserver& observer, std::int64_t step) {
    if (script_.before_step) script_.before_step(step);
    std::this_thread::sleep_for(script_.step_time);
    const double loss =
        step == script_.nan_at ? std::numeric_limits<double>::quiet_NaN() : 1.0 / static_cast<double>(step);
    observer.on_event(StepEvent{step,
                                static_cast<double>(step) / 10,
                                "adversarial",
                                {{"G_loss", loss}, {"D_loss", 0.5}, {"reward", static_cast<double>(step)}}});
    if (script_.caption_bytes > 0) observer.on_event(captions(step));
    if (script_.checkpoint_every > 0 && step % script_.checkpoint_every == 0) write_checkpoint(observer, step, "last");
  }

  CaptionEvent captions(std::int64_t step) const {
    CaptionRecord record;
    record.step = step;
    record.image_id = 7;
    record.kind = "greedy";
    record.caption = std::string(script_.caption_bytes, 'x');
    return {step, {record}};
  }

  void write_checkpoint(RunObserver& observer, std::int64_t step, const std::string& kind) const {
    const auto file = options_.run_folder / ("step-" + std::to_string(step) + ".txt");
    std::ofstream(file) << step;
    observer.on_event(CheckpointEvent{step, file.string(), kind, {}, 3});
  }

  const FakeScript script_;
  const TrainingRunOptions options_;
};

}  // namespace

TrainingRunFactory fake_factory(FakeScript script, std::shared_ptr<FakeRecord> record) {
  return [script = std::move(script), record = std::move(record)](const Recipe& recipe,
                                                                  const TrainingRunOptions& options) {
    if (record) *record = {recipe, options};
    return std::make_unique<FakeRun>(script, options);
  };
}

SessionEngine fake_engine(FakeScript script, std::shared_ptr<FakeRecord> record) {
  return {fake_factory(std::move(script), std::move(record)), {}, {}};
}

Recipe fake_recipe() {
  Recipe recipe;
  recipe.set_text("dataset.train", "/nowhere/train.json");
  recipe.set_text("models.clip", "/nowhere/clip");
  recipe.set_text("training.max_steps", "10");
  return recipe;
}

}  // namespace vignette
