#include "session/run_worker.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <utility>

#include "session/freed_memory.h"
#include "session/stored_checkpoints.h"

namespace vignette {
namespace {

void settle_thread(int nice) {
  pthread_setname_np(pthread_self(), "vignette-train");
  // On Linux a thread has a priority of its own; those that LibTorch starts from here inherit it.
  if (nice != 0 && setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice) != 0)
    log_warning("the training thread's priority could not be lowered: the window may answer slowly");
}

void refuse_lost_losses(const StepEvent& event) {
  for (const auto& [name, value] : event.scalars)
    if (name.ends_with("loss") && !std::isfinite(value))
      throw std::runtime_error(concat(name, " is ", value, " at step ", event.step,
                                      ": lower optimizer.learning_rate, set optimizer.clip_norm, or go on from an "
                                      "earlier checkpoint"));
}

std::string describe(const EvaluationEvent& event) {
  std::string text = concat("step ", event.step, ": evaluation");
  for (const auto& [name, value] : event.metrics) text += concat(" ", name, " ", value);
  return event.is_best ? text + ", the best so far" : text;
}

void write_log(const TrainingEvent& event) {
  if (const auto* warning = std::get_if<WarningEvent>(&event))
    log_warning(concat(warning->where, ": ", warning->what));
  else if (const auto* evaluation = std::get_if<EvaluationEvent>(&event))
    log_info(describe(*evaluation));
  else if (const auto* checkpoint = std::get_if<CheckpointEvent>(&event))
    log_info(concat("step ", checkpoint->step, ": checkpoint ", checkpoint->path));
  else if (const auto* phase = std::get_if<PhaseEvent>(&event))
    log_info(concat("step ", phase->phase.steps_before, ": phase ", phase->phase.name, " (", phase->phase.objective,
                    ") up to step ", phase->last_step));
  else if (const auto* answer = std::get_if<AnswerEvent>(&event))
    log_info(concat("step ", answer->answer.step, ": answered ", answer->answer.kind, ' ', answer->answer.subject,
                    answer->answer.problem.empty() ? "" : ": ", answer->answer.problem));
  else if (const auto* parameter = std::get_if<ParameterEvent>(&event))
    log_info(concat("step ", parameter->change.step, ": ", parameter->change.key, " = ", parameter->change.value));
}

}  // namespace

RunWorker::RunWorker(const SessionOptions& options, const SessionEngine& engine, RunTask task)
    : options_(options),
      engine_(engine),
      task_(std::move(task)),
      gate_([this](bool paused) { enter(paused ? RunState::paused : RunState::running); }) {}

void RunWorker::run() noexcept {
  settle_thread(options_.nice);
  try {
    const auto prepared = std::visit([this](const auto& task) { return prepare(task); }, task_);
    recipe_ = prepared.recipe;
    train(prepared);
  } catch (...) {
    fail(std::current_exception());
  }
  release();
  log_.reset();
  const std::lock_guard lock(mutex_);
  done_ = true;
  ended_.notify_all();
}

void RunWorker::train(const Prepared& prepared) {
  std::filesystem::create_directories(prepared.options.run_folder);
  log_.emplace(prepared.options.run_folder / "run.log");
  log_info(concat("run ", run_id(), ": Vignette ", version(), " (", commit(), "), ",
                  prepared.options.checkpoint ? "goes on from " + prepared.options.checkpoint->string() : "starts"));
  start_writer();
  enter(RunState::running);
  for (const auto& warning : warnings_) on_event(WarningEvent{concat("run ", run_id()), warning});
  const auto training = engine_.make_run(prepared.recipe, prepared.options);
  const TrainingOutcome outcome = training->execute(*this, gate_);
  end(outcome.stopped ? RunState::stopped : RunState::finished, outcome);
}

void RunWorker::start_writer() {
  StoreWriterOptions options;
  options.queue_bytes = options_.store_queue_bytes;
  options.on_command = [this](const RunCommand& command) { obey(command); };
  options.on_failure = [this](std::exception_ptr failure) { gate_.fail(failure); };
  options.on_wait = [this](const std::string& what) {
    log_warning(what);
    tell(WarningEvent{"store", what});
  };
  writer_ = std::make_unique<StoreWriter>(std::move(store_), run_id(), std::move(options));
}

void RunWorker::obey(const RunCommand& command) {
  try {
    if (command.verb == "evaluate" || command.verb == "caption") {
      gate_.ask(request_of_command(command));
      return;
    }
    if (command.verb == "pause") return gate_.pause();
    if (command.verb == "resume") return gate_.resume();
    if (command.verb == "step") return gate_.step_once();
    if (command.verb == "stop") return gate_.stop();
    if (command.verb == "adjust") return gate_.adjust(command.key, live_value(command.key, command.value));
    throw SessionError("a command that this version does not know");
  } catch (const std::exception& error) {
    const std::string where = concat("command \"", command.verb, "\" from another process");
    log_warning(concat(where, ": ", error.what()));
    tell(WarningEvent{where, error.what()});
  }
}

void RunWorker::settle() {
  if (writer_) writer_->settle();
}

void RunWorker::on_event(const TrainingEvent& event) {
  const auto* step = std::get_if<StepEvent>(&event);
  if (step != nullptr) {
    last_step_ = step->step;
    gate_.step_done();
  }
  write_log(event);
  tell(event);
  writer_->push(event);
  if (step != nullptr) refuse_lost_losses(*step);
}

void RunWorker::enter(RunState state, const std::string& reason) {
  const StateEvent event{state, reason, last_step_};
  writer_->push(event);
  set_state(state);
  tell(event);
}

void RunWorker::refuse_requests(const std::string& why) noexcept try {
  std::vector<AnswerEvent> answers;
  for (const auto& request : gate_.close_requests()) {
    auto& answer = answers.emplace_back(AnswerEvent{answer_to(request, last_step_)}).answer;
    answer.problem = why;
  }
  for (const auto& answer : answers) tell(answer);
  for (const auto& answer : answers)
    if (writer_) writer_->push(answer);
} catch (const std::exception& error) {
  log_warning(concat("a request is left without an answer: ", error.what()));
}

void RunWorker::end(RunState state, const TrainingOutcome& outcome) {
  refuse_requests("the run ended before it had answered");
  const StateEvent event{state, outcome.reason, last_step_};
  writer_->push(event);
  store_ = writer_->finish(false);
  writer_.reset();
  log_info(concat("run ", run_id(), " ", run_state_name(state), " at step ", last_step_));
  {
    const std::lock_guard lock(mutex_);
    outcome_ = outcome;
    state_ = state;
  }
  tell(event);
}

void RunWorker::fail(std::exception_ptr failure) {
  std::string text = failure_text(failure, recipe_, engine_);
  if (options_.group) options_.group->announce(ProcessGroup::Ending::failed, text);
  refuse_requests("the run failed before it had answered: " + text);
  if (writer_) store_ = writer_->finish(true);
  writer_.reset();
  text += way_on();
  log_error(text);
  store_failure(text);
  {
    const std::lock_guard lock(mutex_);
    failure_ = text;
    state_ = RunState::failed;
  }
  tell(FailureEvent{text, last_step_});
  tell(StateEvent{RunState::failed, text, last_step_});
}

// Of a run that has failed: where it can be taken up.
std::string RunWorker::way_on() try {
  if (!store_ || run_id() == 0) return {};
  const auto point = newest_whole_checkpoint(*store_, run_id(), run_folder(options_.store, run_id()));
  return point.checkpoint ? concat(". The run can go on from its checkpoint of step ", point.checkpoint->step)
                          : std::string();
} catch (const std::exception&) {
  return {};
}

void RunWorker::store_failure(const std::string& text) {
  if (!store_ || run_id() == 0) return;
  try {
    store_->set_state(run_id(), RunState::failed, text);
  } catch (const std::exception& error) {
    log_error(concat("the failure of run ", run_id(), " could not be stored: ", error.what()));
  }
}

void RunWorker::release() noexcept {
  try {
    if (store_ && run_id() != 0) store_->release_run(run_id());
  } catch (const std::exception& error) {
    log_warning(concat("run ", run_id(), " could not be released: ", error.what()));
  }
  store_.reset();
  return_freed_memory();
}

void RunWorker::tell(TrainingEvent event) const {
  if (options_.mailbox) options_.mailbox->post(std::move(event));
}

void RunWorker::set_state(RunState state) {
  const std::lock_guard lock(mutex_);
  state_ = state;
}

void RunWorker::wait() {
  std::unique_lock lock(mutex_);
  ended_.wait(lock, [this] { return done_; });
}

bool RunWorker::done() const {
  const std::lock_guard lock(mutex_);
  return done_;
}

RunState RunWorker::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

RunId RunWorker::run_id() const {
  const std::lock_guard lock(mutex_);
  return run_;
}

std::string RunWorker::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

std::optional<TrainingOutcome> RunWorker::outcome() const {
  const std::lock_guard lock(mutex_);
  return outcome_;
}

}  // namespace vignette
