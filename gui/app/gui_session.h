#pragma once
// The window's training session: starts, steers, and hands on what the run tells, once a frame. Works on the GUI thread
// and never waits for the engine; the run itself trains on TrainingSession's worker.

#include <QObject>
#include <QString>
#include <QTimer>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "session/training_session.h"

namespace vignette {

class GuiSession : public QObject {
  Q_OBJECT

 public:
  /// `engine` makes the runs; real_engine() outside of tests.
  explicit GuiSession(SessionEngine engine, QObject* parent = nullptr);
  ~GuiSession() override;

  /// Asked before a run begins in a store: why it must not, "" when it may.
  void setRefusal(std::function<QString(const std::filesystem::path&)> refusal) { refusal_ = std::move(refusal); }

  /// Starts a new run in `store`, `queued` being its entry in the store's queue. A refusal arrives as failed().
  void start(const std::filesystem::path& store, const Recipe& recipe, const QString& name, std::int64_t queued = 0);
  /// Goes on with a stored run after its last checkpoint.
  void resumeStored(const std::filesystem::path& store, RunId run);

  /// A new run that goes on from a checkpoint of a stored one.
  void branch(const std::filesystem::path& store, const BranchRequest& request);

  void pause();
  void resume();
  void stepOnce();
  void stop();
  /// A refusal arrives as failed().
  void adjust(const QString& key, const QString& value);
  /// The answer comes into the store. A refusal arrives as failed().
  void ask(const RunRequest& request);

  /// True from start until the worker ended.
  bool active() const;
  RunState state() const { return state_; }
  /// 0 until the run is stored.
  RunId run() const { return run_; }
  std::filesystem::path store() const { return store_; }
  qint64 step() const { return step_; }
  /// Over the last ten seconds; 0 while unknown.
  double stepsPerSecond() const;

 signals:
  /// The run got its number.
  void runStored(qint64 run);
  void stateChanged(vignette::RunState state);
  void stepped(qint64 step);
  void captionsStored(qint64 step);
  void evaluated(qint64 step);
  /// Work that is not a step; negative: unknown length.
  void progress(const QString& what, double fraction);
  void warned(const QString& where, const QString& what);
  void failed(const QString& what);
  /// The worker ended; `state` is the run's last.
  void ended(qint64 run, vignette::RunState state);

 private:
  template <class Start>
  void begin(const std::filesystem::path& store, const Start& start, std::int64_t queued = 0);
  void open(const std::filesystem::path& store, std::int64_t queued);
  void drain();
  void handle(const TrainingEvent& event);
  void setState(RunState state);
  void noteStep(const StepEvent& event);
  void finish();

  SessionEngine engine_;
  std::function<QString(const std::filesystem::path&)> refusal_;
  std::shared_ptr<EventMailbox> mailbox_;
  std::unique_ptr<TrainingSession> session_;
  std::filesystem::path store_;
  QTimer frame_, watch_;
  RunState state_ = RunState::created;
  RunId run_ = 0;
  qint64 step_ = 0;
  bool going_ = false;
  std::deque<std::pair<qint64, qint64>> pace_;  // (milliseconds, step)
};

}  // namespace vignette
