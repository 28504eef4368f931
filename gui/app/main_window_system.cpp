// The System dock's sources, and the notification at the end of a run.

#include <QMenu>

#include "app/main_window.h"
#include "app/run_notifier.h"
#include "app/store_access.h"
#include "messages/log_view.h"
#include "remote/remote_store.h"
#include "runs/runs_view.h"
#include "system/system_view.h"

namespace vignette {

namespace {
constexpr auto kNotify = "notifications/run_end";
}

void MainWindow::buildSystem() {
  system_ = new SystemView(store_);
  notifier_ = new RunNotifier(runs_->model(), this);
  notifier_->setEnabled(settings_.value(kNotify, true).toBool());
  connect(runs_, &RunsView::refreshed, this, [this] { notifier_->look(remote_->active()); });
  connect(runs_, &RunsView::selectionChanged, this, [this] {
    const auto run = runs_->currentRun();
    system_->showRun(run);
    const auto* row = runs_->model()->find(run);
    const auto folder = run_folder(store_->file(), run);
    log_->setRun(row ? row->name : QString(),
                 row && !remote_->active() ? QString::fromStdString((folder / "run.log").string()) : QString());
  });
  connect(store_, &StoreAccess::opened, this, [this] {
    notifier_->forget();
    followSystem();
  });
  connect(notifier_, &RunNotifier::activated, this, &MainWindow::showRunEnd);
}

/// A server's store comes with the server's figures.
void MainWindow::followSystem() {
  system_->setPaths({store_->file().parent_path()});
  if (!remote_->active()) return system_->setSource({}, {});
  system_->setSource(remote_->address().host, [this] {
    remote_->askSystem(system_, [this](const QString& figures, const QString& error) {
      if (!error.isEmpty() || !remote_->active()) return;
      try {
        system_->showFigures(machine_figures_of(figures.toStdString()));
      } catch (const std::invalid_argument&) {  // of a server with another version: it shows nothing
      }
    });
  });
}

void MainWindow::addNotificationAction(QMenu* menu) {
  auto* action = menu->addAction(tr("Notify when a run ends"));
  action->setObjectName(QStringLiteral("notifyRunEnd"));
  action->setCheckable(true);
  action->setChecked(notifier_->enabled());
  connect(action, &QAction::toggled, this, [this](bool enabled) {
    notifier_->setEnabled(enabled);
    settings_.setValue(kNotify, enabled);
  });
}

void MainWindow::showRunEnd(qint64 run) {
  setWindowState(windowState() & ~Qt::WindowMinimized);
  show();
  raise();
  activateWindow();
  if (run != 0) runs_->selectRuns({run});
}

}  // namespace vignette
