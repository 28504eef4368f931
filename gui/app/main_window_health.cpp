// The Health and Live controls docks, and how they talk to the rest of the window.

#include <QDockWidget>
#include <QLabel>

#include "app/main_window.h"
#include "app/run_steering.h"
#include "curves/curves_view.h"
#include "experiment/live_controls.h"
#include "health/health_view.h"

namespace vignette {

void MainWindow::buildHealth() {
  health_ = new HealthView(store_);
  live_ = new LiveControls(store_, &undo_, [this](qint64 run, const QString& key, const QString& value) {
    steering_->adjustRun(run, key, value);
  });
  connect(health_, &HealthView::thresholdChanged, live_, &LiveControls::adjust);
  connect(health_, &HealthView::ruleActivated, this, [this](qint64 step, const QStringList& series) {
    auto layout = curves_->curveLayout();
    QStringList added;
    for (const auto& name : series)
      if (layout.panelOf(name) < 0) {
        layout.show(name);
        added << name;
      }
    if (!added.isEmpty()) curves_->setCurveLayout(layout);
    messageLabel_->setText(added.isEmpty() ? tr("The curves of the rule are shown already.")
                                           : tr("Shown among the curves: %1.").arg(added.join(QStringLiteral(", "))));
    if (step >= 0) curves_->showStep(step);
  });
}

void MainWindow::showHealth() {
  const auto status = steering_->status();
  health_->showRun(status.run, status.going);
  live_->showRun(status.run, status.going);
}

void MainWindow::addHealthDocks() {
  auto* health = addDock("healthDock", tr("Health"), health_, Qt::BottomDockWidgetArea);
  auto* live = addDock("liveDock", tr("Live controls"), live_, Qt::LeftDockWidgetArea);
  tabifyDockWidget(docks_[5], health);
  tabifyDockWidget(docks_[1], live);
  docks_[1]->raise();
  docks_[4]->raise();
  docks_ << health << live;
}

}  // namespace vignette
