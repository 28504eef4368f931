#pragma once
// Which run the controls act on, and how: the one that trains in this window, one of another process (by commands in
// the store), or a stored one that can go on. GUI thread; never waits.

#include <QObject>
#include <QString>
#include <QTimer>
#include <optional>

#include "store/records.h"

namespace vignette {

class GuiSession;
class RunsView;
class StoreAccess;

struct RunRequest;

struct RunStatus {
  qint64 run = 0;
  QString name, device;
  RunState state = RunState::created;
  bool local = false;      ///< trains in this window
  bool going = false;      ///< trains or is paused, here or elsewhere
  bool resumable = false;  ///< stored, ended early, nothing trains here
  qint64 step = 0;
  std::optional<qint64> planned;
  double stepsPerSecond = 0;  ///< 0: unknown
  QString activity;           ///< work that is not a step
  double fraction = -1;       ///< of the activity; negative: unknown
};

class RunSteering : public QObject {
  Q_OBJECT

 public:
  RunSteering(GuiSession* session, StoreAccess* store, RunsView* runs, QObject* parent = nullptr);
  RunStatus status() const;

 public slots:
  void pauseOrResume();
  void step();
  void stop();
  void adjust(const QString& key, const QString& value);
  /// The same of a certain run; nothing happens when it does not go on any more.
  void adjustRun(qint64 run, const QString& key, const QString& value);
  void evaluateNow();
  void captionNow(const QString& picture, int samples);

 signals:
  void changed();

 private:
  void ask(const RunRequest& request);
  void command(qint64 run, const QString& verb, const QString& key = {}, const QString& value = {});

  GuiSession* session_;
  StoreAccess* store_;
  RunsView* runs_;
  QString activity_;
  double fraction_ = -1;
  QTimer tick_;
};

}  // namespace vignette
