// A store on a server: opened over ssh, shown from its mirror, steered through it.

#include <QDir>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QStandardPaths>

#include "app/background.h"
#include "app/gui_session.h"
#include "app/main_window.h"
#include "app/notice_strip.h"
#include "app/store_access.h"
#include "remote/connection_strip.h"
#include "remote/remote_store.h"
#include "remote/server_dialog.h"
#include "runs/runs_view.h"

namespace vignette {

namespace {
constexpr auto kRecentServers = "servers/recent";
constexpr auto kServerPrograms = "servers/programs";
constexpr int kKeptServers = 12;
}  // namespace

void MainWindow::buildRemote() {
  connectionStrip_ = new ConnectionStrip;
  connect(remote_, &RemoteStore::statusChanged, this, [this](const ConnectionStatus& status) {
    connectionStrip_->showStatus(remote_->address().text(), status);
    if (status.state == ConnectionStatus::State::connected) rememberServer();
  });
  connect(remote_, &RemoteStore::refused, this, [this](qint64 run, const QString& what) {
    const auto* row = runs_->model()->find(run);
    addIssue(row ? row->name : remote_->address().text(), what, true, run);
  });
  connect(remote_, &RemoteStore::copyProgress, connectionStrip_, &ConnectionStrip::showCopy);
  connect(remote_, &RemoteStore::copied, this, &MainWindow::runCopied);
  connect(runs_, &RunsView::selectionChanged, this, &MainWindow::watchRuns);
  connect(runs_, &RunsView::refreshed, this, &MainWindow::watchRuns);
  connect(connectionStrip_, &ConnectionStrip::retryRequested, remote_, &RemoteStore::retry);
  connect(connectionStrip_, &ConnectionStrip::programRequested, this, &MainWindow::chooseServerProgram);
  connect(connectionStrip_, &ConnectionStrip::copyRequested, this, &MainWindow::chooseRunCopy);
  connect(connectionStrip_, &ConnectionStrip::cancelRequested, remote_, &RemoteStore::cancelCopy);
  session_->setRefusal([this](const std::filesystem::path& store) {
    return remote_->active() && store == remote_->mirror()
               ? tr("This store is on a server: start and resume its runs there with vignette-cli, or open a store of "
                    "this machine.")
               : QString();
  });
}

void MainWindow::chooseServer() {
  auto* dialog = new ServerDialog(settings_.value(kRecentServers).toStringList(), this);
  connect(dialog, &ServerDialog::chosen, this, &MainWindow::openServer);
  dialog->open();
}

/// `text` as given on the command line or kept in the settings.
void MainWindow::openServerText(const QString& text) {
  QString problem;
  auto address = ServerAddress::parse(text, &problem);
  if (!address) return addIssue(text, problem, true);
  address->program = settings_.value(kServerPrograms).toMap().value(address->text()).toString();
  openServer(*address);
}

void MainWindow::openServer(const ServerAddress& address) {
  readyStore_ = false;
  notice_->hide();
  remote_->open(address, options_.ssh);
  const auto mirror = remote_->mirror();
  inBackground(
      this, [folder = QString::fromStdString(mirror.parent_path().string())] { return QDir().mkpath(folder); },
      [this, mirror](std::optional<bool>, const QString&) {
        if (remote_->mirror() == mirror) store_->open(mirror);
      });
}

/// Runs that are looked at, and those that train.
void MainWindow::watchRuns() {
  if (!remote_->active() || store_->file() != remote_->mirror()) return;
  std::vector<RunId> runs;
  for (const auto run : runs_->selectedRuns()) runs.push_back(run);
  for (const auto& row : runs_->model()->rows())
    if ((row.state == RunState::running || row.state == RunState::paused) &&
        std::find(runs.begin(), runs.end(), row.id) == runs.end())
      runs.push_back(row.id);
  remote_->watch(runs);
}

void MainWindow::rememberServer() {
  const auto text = remote_->address().text();
  auto recent = settings_.value(kRecentServers).toStringList();
  recent.removeAll(text);
  recent.prepend(text);
  settings_.setValue(kRecentServers, QStringList(recent.mid(0, kKeptServers)));
  auto programs = settings_.value(kServerPrograms).toMap();
  programs[text] = remote_->address().program;
  settings_.setValue(kServerPrograms, programs);
}

void MainWindow::chooseServerProgram() {
  auto* dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setObjectName(QStringLiteral("serverProgramDialog"));
  dialog->setWindowTitle(tr("Path of vignette-cli"));
  dialog->setLabelText(tr("Where vignette-cli is on the server, for example ~/vignette/bin/vignette-cli:"));
  dialog->setTextValue(remote_->address().program);
  connect(dialog, &QInputDialog::textValueSelected, this,
          [this](const QString& program) { remote_->setProgram(program.trimmed()); });
  dialog->open();
}

void MainWindow::chooseRunCopy() {
  const auto run = runs_->currentRun();
  const auto* row = runs_->model()->find(run);
  if (!row) return addIssue(tr("Copy run"), tr("Select the run to copy in the Runs list first."), false);
  QString target;
  for (const auto& file : settings_.value("store/recent").toStringList())
    if (!ServerAddress::isAddress(file)) {
      target = file;
      break;
    }
  if (target.isEmpty())
    target = QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                 .filePath(QStringLiteral("runs.vignette"));
  auto* dialog = new CopyRunDialog(row->name, target, this);
  connect(dialog, &CopyRunDialog::chosen, this, [this, run](const QString& file, bool checkpoints) {
    remote_->copyRun({run, file.toStdString(), checkpoints});
  });
  dialog->open();
}

void MainWindow::runCopied(const QString& target, qint64 number, const QString& error, const QStringList& notes) {
  connectionStrip_->showCopy({}, 0);
  const auto where = tr("Copy to %1").arg(QFileInfo(target).fileName());
  if (!error.isEmpty()) return addIssue(where, error, true);
  for (const auto& note : notes) addIssue(where, note, false);
  messageLabel_->setText(number == 0 ? tr("The copying was cancelled.")
                                     : tr("The run is in %1 as run %2.").arg(target).arg(number));
}

}  // namespace vignette
