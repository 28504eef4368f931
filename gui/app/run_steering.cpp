#include "app/run_steering.h"

#include "app/gui_session.h"
#include "app/store_access.h"
#include "runs/runs_view.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
bool trains(RunState state) {
  return state == RunState::running || state == RunState::paused;
}
bool endedEarly(RunState state) {
  return state == RunState::stopped || state == RunState::interrupted || state == RunState::failed;
}
}  // namespace

RunSteering::RunSteering(GuiSession* session, StoreAccess* store, RunsView* runs, QObject* parent)
    : QObject(parent), session_(session), store_(store), runs_(runs) {
  connect(session_, &GuiSession::stateChanged, this, &RunSteering::changed);
  connect(session_, &GuiSession::runStored, this, &RunSteering::changed);
  connect(session_, &GuiSession::ended, this, [this] {
    activity_.clear();
    tick_.stop();
    emit changed();
  });
  connect(session_, &GuiSession::progress, this, [this](const QString& what, double fraction) {
    activity_ = fraction >= 1 ? QString() : what;
    fraction_ = fraction;
    emit changed();
  });
  connect(session_, &GuiSession::stepped, this, [this] {
    if (!tick_.isActive()) tick_.start();
  });
  connect(runs_, &RunsView::selectionChanged, this, &RunSteering::changed);
  connect(runs_, &RunsView::refreshed, this, &RunSteering::changed);
  tick_.setSingleShot(true);
  tick_.setInterval(200);  // figures that change faster cannot be read
  connect(&tick_, &QTimer::timeout, this, &RunSteering::changed);
}

RunStatus RunSteering::status() const {
  RunStatus status;
  status.local = session_->active();
  status.run = status.local ? session_->run() : runs_->currentRun();
  if (const auto* row = runs_->model()->find(status.run);
      row && (!status.local || session_->store() == store_->file())) {
    status.name = row->name;
    status.device = row->device;
    status.state = row->state;
    status.step = row->step;
    status.planned = row->planned;
  }
  if (status.local) {
    status.state = session_->state();
    status.step = qMax(status.step, session_->step());
    status.stepsPerSecond = session_->stepsPerSecond();
    status.activity = activity_;
    status.fraction = fraction_;
  }
  status.going = status.local || (status.run && trains(status.state));
  status.resumable = !status.local && status.run && endedEarly(status.state);
  return status;
}

void RunSteering::command(qint64 run, const QString& verb, const QString& key, const QString& value) {
  store_->write([run, verb = verb.toStdString(), key = key.toStdString(),
                 value = value.toStdString()](ExperimentStore& open) { open.post_command(run, verb, key, value); });
}

void RunSteering::pauseOrResume() {
  const auto now = status();
  if (now.resumable) return session_->resumeStored(store_->file(), now.run);
  if (!now.going) return;
  const bool paused = now.state == RunState::paused;
  if (!now.local) return command(now.run, paused ? QStringLiteral("resume") : QStringLiteral("pause"));
  if (paused)
    session_->resume();
  else
    session_->pause();
}

void RunSteering::step() {
  if (!session_->active()) return;
  if (session_->state() != RunState::paused) session_->pause();
  session_->stepOnce();
}

void RunSteering::stop() {
  const auto now = status();
  if (now.local)
    session_->stop();
  else if (now.going)
    command(now.run, QStringLiteral("stop"));
}

void RunSteering::ask(const RunRequest& request) {
  const auto now = status();
  if (now.local) return session_->ask(request);
  if (!now.going) return;
  store_->write([run = now.run, request](ExperimentStore& open) { request_of_run(open.file(), run, request); });
}

void RunSteering::evaluateNow() {
  ask({});
}

void RunSteering::captionNow(const QString& picture, int samples) {
  RunRequest request;
  request.kind = RunRequest::Kind::caption;
  request.picture = picture.toStdString();
  request.samples = samples;
  ask(request);
}

void RunSteering::adjust(const QString& key, const QString& value) {
  const auto now = status();
  if (now.local)
    session_->adjust(key, value);
  else if (now.going)
    command(now.run, QStringLiteral("adjust"), key, value);
}

void RunSteering::adjustRun(qint64 run, const QString& key, const QString& value) {
  if (session_->active() && session_->run() == run) return session_->adjust(key, value);
  const auto* row = runs_->model()->find(run);
  if (row && trains(row->state)) command(run, QStringLiteral("adjust"), key, value);
}

}  // namespace vignette
