#include "app/gui_session.h"

#include <QDateTime>

namespace vignette {

namespace {
constexpr int kFrameMilliseconds = 16;
constexpr qint64 kPaceMilliseconds = 10000;

qint64 now() {
  return QDateTime::currentMSecsSinceEpoch();
}

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;
}  // namespace

GuiSession::GuiSession(SessionEngine engine, QObject* parent) : QObject(parent), engine_(std::move(engine)) {
  frame_.setSingleShot(true);
  frame_.setInterval(kFrameMilliseconds);
  connect(&frame_, &QTimer::timeout, this, &GuiSession::drain);
  watch_.setInterval(100);
  connect(&watch_, &QTimer::timeout, this, [this] {
    drain();
    if (session_ && !session_->active()) finish();
  });
}

GuiSession::~GuiSession() {
  if (mailbox_) mailbox_->set_wake({});
}

void GuiSession::open(const std::filesystem::path& store, std::int64_t queued) {
  if (mailbox_) mailbox_->set_wake({});
  mailbox_ = std::make_shared<EventMailbox>();
  mailbox_->set_wake([this] {
    QMetaObject::invokeMethod(
        this,
        [this] {
          if (!frame_.isActive()) frame_.start();
        },
        Qt::QueuedConnection);
  });
  SessionOptions options;
  options.store = store_ = store;
  options.mailbox = mailbox_;
  options.queued = queued;
  session_ = std::make_unique<TrainingSession>(options, engine_);
  run_ = 0;
  step_ = 0;
  pace_.clear();
  going_ = true;
  setState(RunState::created);
  watch_.start();
}

template <class Start>
void GuiSession::begin(const std::filesystem::path& store, const Start& start, std::int64_t queued) {
  if (active()) {
    emit failed(GuiSession::tr("A run is already training in this window. Stop it first, or open a second window."));
    return;
  }
  if (const auto why = refusal_ ? refusal_(store) : QString(); !why.isEmpty()) {
    emit failed(why);
    return;
  }
  open(store, queued);
  try {
    start(*session_);
  } catch (const std::exception& error) {
    emit failed(QString::fromUtf8(error.what()));
    finish();
  }
}

void GuiSession::start(const std::filesystem::path& store, const Recipe& recipe, const QString& name,
                       std::int64_t queued) {
  begin(
      store, [&](TrainingSession& session) { session.start(recipe, name.toStdString()); }, queued);
}

void GuiSession::resumeStored(const std::filesystem::path& store, RunId run) {
  begin(store, [&](TrainingSession& session) { session.resume_stored(run); });
}

void GuiSession::branch(const std::filesystem::path& store, const BranchRequest& request) {
  begin(store, [&](TrainingSession& session) { session.branch(request); });
}

bool GuiSession::active() const {
  return going_;
}

void GuiSession::pause() {
  if (session_) session_->pause();
}

void GuiSession::resume() {
  if (session_) session_->resume();
}

void GuiSession::stepOnce() {
  if (session_) session_->step_once();
}

void GuiSession::stop() {
  if (session_) session_->stop();
}

void GuiSession::adjust(const QString& key, const QString& value) {
  if (!session_) return;
  try {
    session_->adjust(key.toStdString(), value.toStdString());
  } catch (const std::exception& error) {
    emit failed(QString::fromUtf8(error.what()));
  }
}

void GuiSession::ask(const RunRequest& request) {
  if (!session_) return;
  try {
    session_->ask(request);
  } catch (const std::exception& error) {
    emit failed(QString::fromUtf8(error.what()));
  }
}

double GuiSession::stepsPerSecond() const {
  if (pace_.size() < 2 || state_ != RunState::running) return 0;
  const auto milliseconds = pace_.back().first - pace_.front().first;
  return milliseconds > 0 ? 1000.0 * double(pace_.back().second - pace_.front().second) / double(milliseconds) : 0;
}

void GuiSession::drain() {
  if (!mailbox_) return;
  const auto events = mailbox_->drain();
  const auto before = step_;
  for (const auto& event : events) handle(event);
  if (run_ == 0 && session_ && session_->run_id() != 0) {
    run_ = session_->run_id();
    emit runStored(run_);
  }
  if (step_ != before) emit stepped(step_);
}

void GuiSession::handle(const TrainingEvent& event) {
  std::visit(
      Overloaded{[this](const StepEvent& step) { noteStep(step); },
                 [this](const CaptionEvent& captions) { emit captionsStored(captions.step); },
                 [this](const EvaluationEvent& evaluation) { emit evaluated(evaluation.step); },
                 [this](const ProgressEvent& work) { emit progress(QString::fromStdString(work.what), work.fraction); },
                 [this](const StateEvent& state) { setState(state.state); },
                 [this](const FailureEvent& failure) { emit failed(QString::fromStdString(failure.what)); },
                 [this](const WarningEvent& warning) {
                   emit warned(QString::fromStdString(warning.where), QString::fromStdString(warning.what));
                 },
                 [](const auto&) {}},
      event);
}

void GuiSession::setState(RunState state) {
  if (state != RunState::running) pace_.clear();
  state_ = state;
  emit stateChanged(state);
}

void GuiSession::noteStep(const StepEvent& event) {
  step_ = event.step;
  const auto time = now();
  pace_.emplace_back(time, event.step);
  while (pace_.size() > 2 && time - pace_.front().first > kPaceMilliseconds) pace_.pop_front();
}

void GuiSession::finish() {
  watch_.stop();
  if (!going_) return;
  drain();
  going_ = false;
  const auto last = session_ ? session_->state() : state_;
  if (last != state_) setState(last);
  emit ended(run_, last);
}

}  // namespace vignette
