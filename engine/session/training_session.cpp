#include "session/training_session.h"

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "log/log.h"
#include "session/run_worker.h"

namespace vignette {

struct TrainingSession::Impl {
  const SessionOptions options;
  const SessionEngine engine;
  std::mutex mutex;
  std::shared_ptr<RunWorker> worker;
  std::thread thread;
  std::atomic<std::int64_t> last_request = 0;

  Impl(SessionOptions session_options, SessionEngine session_engine)
      : options(std::move(session_options)), engine(std::move(session_engine)) {}

  std::shared_ptr<RunWorker> current() {
    const std::lock_guard lock(mutex);
    return worker;
  }

  void begin(RunTask task) {
    const std::lock_guard lock(mutex);
    if (worker && !worker->done())
      throw SessionError(concat("run ", worker->run_id(), " is still going: stop it before the next one starts"));
    if (thread.joinable()) thread.join();
    worker = std::make_shared<RunWorker>(options, engine, std::move(task));
    thread = std::thread([running = worker] { running->run(); });
  }
};

TrainingSession::TrainingSession(SessionOptions options, SessionEngine engine)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(engine))) {}

TrainingSession::~TrainingSession() {
  stop();
  if (impl_->thread.joinable()) impl_->thread.join();
}

void TrainingSession::start(const Recipe& recipe, const std::string& name) {
  impl_->begin(NewRunTask{recipe, name});
}

void TrainingSession::resume_stored(RunId run, const std::vector<std::string>& changes, bool accept_changed_files) {
  impl_->begin(StoredRunTask{run, changes, accept_changed_files});
}

void TrainingSession::branch(const BranchRequest& request) {
  impl_->begin(request);
}

void TrainingSession::pause() {
  if (const auto worker = impl_->current()) worker->gate().pause();
}

void TrainingSession::resume() {
  if (const auto worker = impl_->current()) worker->gate().resume();
}

void TrainingSession::step_once() {
  if (const auto worker = impl_->current()) worker->gate().step_once();
}

void TrainingSession::stop() {
  if (const auto worker = impl_->current()) worker->gate().stop();
}

void TrainingSession::adjust(const std::string& key, const std::string& value) {
  auto parsed = live_value(key, value);
  const auto worker = impl_->current();
  if (!worker || worker->done()) throw SessionError("no run is going");
  worker->gate().adjust(key, std::move(parsed));
}

std::int64_t TrainingSession::ask(RunRequest request) {
  request.id = --impl_->last_request;
  const auto id = request.id;
  const auto worker = impl_->current();
  if (!worker || !worker->gate().ask(std::move(request))) throw SessionError("no run is going");
  return id;
}

void TrainingSession::wait() {
  if (const auto worker = impl_->current()) worker->wait();
}

bool TrainingSession::active() const {
  const auto worker = impl_->current();
  return worker && !worker->done();
}

RunState TrainingSession::state() const {
  const auto worker = impl_->current();
  return worker ? worker->state() : RunState::created;
}

RunId TrainingSession::run_id() const {
  const auto worker = impl_->current();
  return worker ? worker->run_id() : 0;
}

std::string TrainingSession::failure() const {
  const auto worker = impl_->current();
  return worker ? worker->failure() : std::string();
}

std::optional<TrainingOutcome> TrainingSession::outcome() const {
  const auto worker = impl_->current();
  return worker ? worker->outcome() : std::nullopt;
}

}  // namespace vignette
