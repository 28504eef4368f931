// Closing the window while a run trains.

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDir>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>

#include "app/gui_session.h"
#include "app/main_window.h"
#include "app/store_access.h"
#include "queue/queue_runner.h"
#include "settings/preferences.h"

namespace vignette {

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!session_->active()) {
    saveWindow();
    event->accept();
    return;
  }
  event->ignore();
  if (!closing_) askBeforeClosing();
}

void MainWindow::askBeforeClosing() {
  if (const auto closing = preferences_->closing(); closing != Preferences::Closing::ask)
    return stopThenClose(closing == Preferences::Closing::background);
  if (question_) {
    question_->raise();
    return;
  }
  question_ = new QMessageBox(QMessageBox::Question, tr("A run is training"),
                              tr("What should happen to the run when the window closes?"), QMessageBox::NoButton, this);
  question_->setObjectName(QStringLiteral("closeQuestion"));
  question_->setAttribute(Qt::WA_DeleteOnClose);
  question_->setInformativeText(tr(
      "Stopping ends it after its current step with a checkpoint; it can go on later. In the background vignette-cli "
      "goes on from that checkpoint, and a window that opens this store shows it."));
  auto* stop = question_->addButton(tr("Stop with a checkpoint"), QMessageBox::AcceptRole);
  stop->setObjectName(QStringLiteral("closeStop"));
  auto* background = question_->addButton(tr("Go on in the background"), QMessageBox::ActionRole);
  background->setObjectName(QStringLiteral("closeBackground"));
  auto* cancel = question_->addButton(tr("Cancel"), QMessageBox::RejectRole);
  cancel->setObjectName(QStringLiteral("closeCancel"));
  question_->setDefaultButton(stop);
  connect(stop, &QPushButton::clicked, this, [this] { stopThenClose(false); });
  connect(background, &QPushButton::clicked, this, [this] { stopThenClose(true); });
  connect(question_, &QObject::destroyed, this, [this] { question_ = nullptr; });
  question_->open();
}

void MainWindow::stopThenClose(bool background) {
  closing_ = true;
  background_ = background;
  setEnabled(false);
  setWindowTitle(tr("Vignette – stopping the run…"));
  if (session_->active()) {
    session_->stop();
    return;
  }
  // The run ended while the question stood.
  QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

void MainWindow::goOnInBackground() {
  if (session_->state() != RunState::stopped || session_->run() == 0) return;
  const auto program = options_.command_line_program.isEmpty()
                           ? QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("vignette-cli"))
                           : options_.command_line_program;
  QProcess process;
  process.setProgram(program);
  QStringList arguments = {QStringLiteral("train"), QStringLiteral("--resume"), QString::number(session_->run()),
                           QStringLiteral("--store"), QString::fromStdString(session_->store().string())};
  if (!queue_->paused() && queue_->waiting()) arguments << QStringLiteral("--then-queue");
  process.setArguments(arguments);
  process.setStandardOutputFile(QProcess::nullDevice());
  process.setStandardErrorFile(QProcess::nullDevice());
  process.startDetached();
}

}  // namespace vignette
