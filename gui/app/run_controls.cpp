#include "app/run_controls.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

#include "app/icons.h"
#include "app/run_steering.h"
#include "app/theme.h"

namespace vignette {

QString durationText(double seconds) {
  const auto whole = qint64(std::llround(seconds));
  if (whole >= 3600)
    return RunControls::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
  if (whole >= 60) return RunControls::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
  return RunControls::tr("%1 s").arg(whole);
}

RunControls::RunControls(QWidget* parent) : QToolBar(tr("Controls"), parent) {
  setObjectName(QStringLiteral("controls"));
  setMovable(false);
  setIconSize({18, 18});
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  start_ = addRunAction("start", tr("Start"), Qt::Key_F5, tr("Start the experiment as a new run"));
  pause_ = addRunAction("pause", tr("Pause"), Qt::Key_F6, tr("Pause the run after its current step, or go on"));
  step_ = addRunAction("step", tr("Step"), Qt::Key_F7, tr("Do one step and pause again"));
  stop_ = addRunAction("stop", tr("Stop"), Qt::Key_F8, tr("End the run after its current step, with a checkpoint"));
  addSeparator();
  state_ = addFigure("runState", tr("State of the run"));
  name_ = addFigure("controlledRun", tr("The run that these controls act on"));
  progress_ = new QProgressBar;
  progress_->setObjectName(QStringLiteral("runProgress"));
  progress_->setTextVisible(false);
  progress_->setRange(0, 1000);
  progress_->setFixedWidth(110);
  auto* holder = new QWidget;
  auto* row = new QHBoxLayout(holder);
  row->setContentsMargins(6, 0, 6, 0);
  row->addWidget(progress_);
  addWidget(holder);
  steps_ = addFigure("runSteps", tr("Steps done and planned"));
  rate_ = addFigure("runRate", tr("Steps per second over the last ten seconds"));
  left_ = addFigure("runLeft", tr("Time left at this speed"));
  auto* space = new QWidget;
  space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  addWidget(space);
  device_ = addFigure("runDevice", tr("Where the run computes"));
  connect(&Theme::instance(), &Theme::changed, this, &RunControls::recolour);
  showStatus(RunStatus(), false);
}

QAction* RunControls::addRunAction(const QString& icon, const QString& text, const QKeySequence& keys,
                                   const QString& tip) {
  auto* action = addAction(lineIcon(icon), text);
  action->setObjectName(icon);
  action->setShortcut(keys);
  action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
  if (auto* button = widgetForAction(action)) button->setObjectName(icon + QStringLiteral("Button"));
  return action;
}

QLabel* RunControls::addFigure(const QString& name, const QString& tip) {
  auto* label = new QLabel;
  label->setObjectName(name);
  label->setToolTip(tip);
  label->setMargin(4);
  addWidget(label);
  return label;
}

void RunControls::showStatus(const RunStatus& status, bool canStart) {
  start_->setEnabled(canStart && !status.local);
  const bool paused = status.state == RunState::paused || status.resumable;
  pause_->setEnabled(status.resumable || (status.going && status.state != RunState::created));
  pause_->setText(paused ? tr("Resume") : tr("Pause"));
  pause_->setIcon(lineIcon(paused ? QStringLiteral("resume") : QStringLiteral("pause")));
  step_->setEnabled(status.local && (status.state == RunState::paused || status.state == RunState::running));
  stop_->setEnabled(status.going);
  showState(status);
  showFigures(status);
}

void RunControls::showState(const RunStatus& status) {
  const bool known = status.run || status.local;
  const auto text = !known                                              ? tr("No run")
                    : status.local && status.state == RunState::created ? tr("starting")
                                                                        : runStateText(status.state);
  const auto colour = known ? Theme::instance().stateColour(status.state) : Theme::instance().colours().muted;
  if (state_->text() != text) state_->setText(text);
  if (colour != stateColour_) {
    stateColour_ = colour;
    recolour();
  }
  const auto name = status.activity.isEmpty() ? status.name : status.name + QStringLiteral(" · ") + status.activity;
  name_->setText(fontMetrics().elidedText(name, Qt::ElideRight, fontMetrics().averageCharWidth() * 44));
}

void RunControls::showFigures(const RunStatus& status) {
  const QLocale locale;
  const bool working = !status.activity.isEmpty();
  progress_->setVisible(status.going);
  if (working && status.fraction < 0) {
    progress_->setRange(0, 0);
  } else {
    progress_->setRange(0, 1000);
    const double done = working                                 ? status.fraction
                        : status.planned && *status.planned > 0 ? double(status.step) / double(*status.planned)
                                                                : 0;
    progress_->setValue(int(done * 1000));
  }
  const bool known = status.run != 0;
  steps_->setText(!known ? QString()
                  : status.planned
                      ? tr("step %1 of %2").arg(locale.toString(status.step), locale.toString(*status.planned))
                      : tr("step %1").arg(locale.toString(status.step)));
  const bool paced = status.stepsPerSecond > 0;
  const bool measured = paced && status.planned && *status.planned > status.step;
  rate_->setText(paced ? tr("%1 steps/s").arg(locale.toString(status.stepsPerSecond, 'f', 2)) : QString());
  left_->setText(measured
                     ? tr("%1 left").arg(durationText(double(*status.planned - status.step) / status.stepsPerSecond))
                     : QString());
  device_->setText(known ? status.device : QString());
}

void RunControls::recolour() {
  const auto colour = stateColour_.isValid() ? stateColour_ : Theme::instance().colours().muted;
  auto fill = colour;
  fill.setAlpha(38);
  state_->setStyleSheet(QStringLiteral("QLabel { color: %1; background: rgba(%2,%3,%4,38); border-radius: 8px; "
                                       "padding: 2px 9px; font-weight: 600; }")
                            .arg(colour.name())
                            .arg(fill.red())
                            .arg(fill.green())
                            .arg(fill.blue()));
}

}  // namespace vignette
