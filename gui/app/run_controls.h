#pragma once
// The Controls bar: start, pause, step, stop, and how the run is going.

#include <QToolBar>

class QAction;
class QLabel;
class QProgressBar;
class QToolButton;

namespace vignette {

struct RunStatus;

class RunControls : public QToolBar {
  Q_OBJECT

 public:
  explicit RunControls(QWidget* parent = nullptr);

  /// `canStart`: the experiment is valid and nothing trains in this window.
  void showStatus(const RunStatus& status, bool canStart);
  QAction* startAction() const { return start_; }
  QAction* pauseAction() const { return pause_; }
  QAction* stepAction() const { return step_; }
  QAction* stopAction() const { return stop_; }

 private:
  QAction* addRunAction(const QString& icon, const QString& text, const QKeySequence& keys, const QString& tip);
  QLabel* addFigure(const QString& name, const QString& tip);
  void showState(const RunStatus& status);
  void showFigures(const RunStatus& status);
  void recolour();

  QAction *start_, *pause_, *step_, *stop_;
  QLabel *state_ = nullptr, *name_ = nullptr, *steps_ = nullptr, *rate_ = nullptr, *left_ = nullptr, *device_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QColor stateColour_;
};

/// "1 h 05 min", "3 min 20 s", "12 s".
QString durationText(double seconds);

}  // namespace vignette
