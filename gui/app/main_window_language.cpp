// The window's contents are built once at the start and anew in another language. What must outlive that (session,
// store, demo, undo stack, log) is made before buildContents(); everything made in it belongs to the window and goes
// with it.

#include <QAbstractScrollArea>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QMenuBar>
#include <QPointer>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <utility>

#include "app/gui_session.h"
#include "app/language.h"
#include "app/main_window.h"
#include "app/run_steering.h"
#include "app/store_access.h"
#include "experiment/experiment_view.h"
#include "messages/issues_view.h"
#include "messages/log_model.h"
#include "runs/runs_view.h"
#include "settings/settings_dialog.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
/// Of QMainWindow's own making: its layout, the tab bars of its docks, its separators' band.
bool isInner(const QObject* child) {
  return qobject_cast<const QTabBar*>(child) || qobject_cast<const QLayout*>(child) ||
         child->objectName().startsWith(QLatin1String("qt_"));
}
}  // namespace

void MainWindow::buildContents() {
  if (lasting_.isEmpty()) lasting_ = children();
  buildParts();
  buildDocks();
  buildMenus();
  buildStatusBar();
  connectParts();
  connectSession();
  connectQueue();
  nameByDocks();
  applyPreferences();
}

/// A view that has no name of its own goes by its dock's.
void MainWindow::nameByDocks() {
  for (auto* dock : docks_)
    for (auto* area : dock->findChildren<QWidget*>())
      if ((area->focusPolicy() & Qt::TabFocus) && area->accessibleName().isEmpty() &&
          (qobject_cast<QAbstractScrollArea*>(area) || area->metaObject()->superClass() == &QWidget::staticMetaObject))
        area->setAccessibleName(dock->windowTitle());
}

void MainWindow::clearContents() {
  for (auto* child : findChildren<QObject*>()) disconnect(child, nullptr, this, nullptr);
  delete takeCentralWidget();
  for (auto* child : children()) {
    if (lasting_.contains(child) || isInner(child)) continue;
    if (auto* dock = qobject_cast<QDockWidget*>(child)) removeDockWidget(dock);
    if (auto* bar = qobject_cast<QToolBar*>(child)) removeToolBar(bar);
  }
  setMenuBar(nullptr);
  setStatusBar(nullptr);
  const auto rest = children();
  for (const QPointer<QObject> child : rest)
    if (child && !lasting_.contains(child) && !isInner(child)) delete child;
  docks_.clear();
  question_ = nullptr;
}

/// In another language or size of texts.
void MainWindow::rebuildContents() {
  const auto experiment = experiment_->state();
  const auto issues = issues_->issues();
  const auto chosen = runs_->selectedRuns();
  const auto message = messageLabel_->text();
  const bool settings = findChild<SettingsDialog*>() != nullptr;
  const auto docks = saveState();
  const auto focus = QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
  setUpdatesEnabled(false);
  clearContents();
  buildContents();
  restoreState(docks);
  // Once more when the new views have their sizes: docks at the bottom would grow.
  QMetaObject::invokeMethod(this, [this, docks] { restoreState(docks); }, Qt::QueuedConnection);
  experiment_->restore(experiment);
  experiment_->setTraining(session_->active());
  issues_->restore(issues);
  messageLabel_->setText(message);
  rebuilt_ = true;
  // As at the start: the empty selection before the rows are read must not be kept.
  if (std::exchange(readyStore_, false)) store_->tellOpened();
  store_->query(
      this, [](ExperimentStore& open) { return open.change_counter(); },
      [this, chosen](std::int64_t) { runs_->selectRuns(chosen); });
  rebuilt_ = false;
  showControls();
  setUpdatesEnabled(true);
  if (settings) showSettings();
  if (auto* widget = focus.isEmpty() ? nullptr : findChild<QWidget*>(focus)) widget->setFocus();
}

}  // namespace vignette
