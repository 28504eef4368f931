// Which event goes where in the store.

#include <algorithm>
#include <filesystem>

#include "session/store_writer.h"

namespace vignette {
namespace {

using StepScalars = ExperimentStore::StepScalars;

std::size_t bytes_of(const Scalars& scalars) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : scalars) bytes += sizeof(name) + name.capacity() + sizeof(value);
  return bytes;
}

std::size_t bytes_of(const CaptionRecord& record) {
  std::size_t bytes = sizeof(record) + record.image_path.capacity() + record.caption.capacity();
  for (const auto& reference : record.references) bytes += sizeof(reference) + reference.capacity();
  for (const auto& token : record.tokens) bytes += sizeof(token) + token.capacity();
  return bytes + record.token_log_probabilities.capacity() * sizeof(float) + record.scores.size() * 96;
}

struct CountBytes {
  std::size_t operator()(const StepEvent& event) const { return bytes_of(event.scalars); }
  std::size_t operator()(const EvaluationEvent& event) const { return bytes_of(event.metrics); }
  std::size_t operator()(const CaptionEvent& event) const {
    std::size_t bytes = 0;
    for (const auto& record : event.records) bytes += bytes_of(record);
    return bytes;
  }
  std::size_t operator()(const ReferencesEvent& event) const {
    std::size_t bytes = 0;
    for (const auto& image : event.images)
      for (const auto& reference : image.references) bytes += sizeof(reference) + reference.capacity();
    return bytes;
  }
  std::size_t operator()(const AnswerEvent& event) const {
    std::size_t bytes = bytes_of(event.answer.metrics);
    for (const auto& record : event.answer.captions) bytes += bytes_of(record);
    return bytes;
  }
  template <class Other>
  std::size_t operator()(const Other&) const {
    return 0;
  }
};

// What a new checkpoint replaces: the same file written anew, files that the run has removed, the best so far.
void settle_older_checkpoints(ExperimentStore& store, RunId run, std::int64_t newest) {
  const auto all = store.checkpoints(run);
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == newest; });
  if (found == all.end()) return;
  std::error_code ignored;
  for (const auto& checkpoint : all) {
    if (checkpoint.id == newest) continue;
    if (checkpoint.path == found->path || !std::filesystem::exists(checkpoint.path, ignored))
      store.remove_checkpoint(checkpoint.id);
    else if (checkpoint.kind == "best" && found->kind == "best")
      store.set_checkpoint_kind(checkpoint.id, "good");
  }
}

struct WriteEvent {
  ExperimentStore& store;
  RunId run;

  void operator()(const StepEvent& event) const { append(event.step, event.time, event.scalars); }
  void operator()(const EvaluationEvent& event) const { append(event.step, event.time, event.metrics); }
  void operator()(const CaptionEvent& event) const { store.append_captions(run, event.records); }
  void operator()(const StateEvent& event) const { store.set_state(run, event.state, event.reason); }
  void operator()(const ParameterEvent& event) const { store.add_parameter_change(run, event.change); }
  void operator()(const WarningEvent& event) const { store.add_warning(run, event.where + ": " + event.what); }
  void operator()(const PhaseEvent& event) const {
    store.put_phase(run, event.phase);
    if (event.planned_steps) store.set_planned_steps(run, *event.planned_steps);
  }
  void operator()(const ReferencesEvent& event) const {
    for (const auto& image : event.images) store.put_references(run, image.image_id, image.path, image.references);
  }
  void operator()(const AnswerEvent& event) const {
    auto answer = event.answer;
    answer.run = run;
    store.add_answer(answer);
  }
  void operator()(const CheckpointEvent& event) const {
    CheckpointRecord record;
    record.run = run;
    record.step = event.step;
    record.path = event.path;
    record.kind = event.kind;
    record.metric = event.metric;
    record.bytes = event.bytes;
    settle_older_checkpoints(store, run, store.add_checkpoint(record));
  }
  template <class Other>
  void operator()(const Other&) const {}  // told, not stored

  void append(std::int64_t step, double time, const Scalars& scalars) const {
    const StepScalars row{step, time, scalars};
    store.append_steps(run, {&row, 1});
  }
};

}  // namespace

std::size_t event_bytes(const TrainingEvent& event) {
  return sizeof(event) + std::visit(CountBytes{}, event);
}

void write_events(ExperimentStore& store, RunId run, const std::deque<TrainingEvent>& events) {
  constexpr std::size_t kStepsOfATransaction = 2000;  // stays well under 50 ms
  std::vector<StepScalars> steps;
  const auto flush = [&] {
    if (!steps.empty()) store.append_steps(run, steps);
    steps.clear();
  };
  for (const auto& event : events) {
    if (const auto* step = std::get_if<StepEvent>(&event)) {
      steps.push_back({step->step, step->time, step->scalars});
      if (steps.size() == kStepsOfATransaction) flush();
      continue;
    }
    flush();
    std::visit(WriteEvent{store, run}, event);
  }
  flush();
}

}  // namespace vignette
