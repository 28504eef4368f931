// Curves of other programs into the store, and the store's curves out.

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QProgressDialog>
#include <atomic>
#include <memory>

#include "app/background.h"
#include "app/icons.h"
#include "app/main_window.h"
#include "app/store_access.h"
#include "runs/runs_view.h"
#include "session/curve_export.h"
#include "session/curve_import.h"

namespace vignette {

namespace {
/// A bar with Cancel, fed from the working thread.
class ProgressBox : public QProgressDialog {
 public:
  ProgressBox(const QString& text, QWidget* parent) : QProgressDialog(text, MainWindow::tr("Cancel"), 0, 1000, parent) {
    setObjectName(QStringLiteral("interchangeProgress"));
    setWindowModality(Qt::WindowModal);
    setMinimumDuration(400);
    setAutoClose(false);
    setAutoReset(false);
    connect(this, &QProgressDialog::canceled, this, [state = state_] { state->cancelled = true; });
    startTimer(100);
  }
  std::function<bool(double)> progress() const {
    return [state = state_](double share) {
      state->permille = int(share * 1000);
      return !state->cancelled;
    };
  }
  bool cancelled() const { return state_->cancelled; }

 protected:
  void timerEvent(QTimerEvent*) override {
    if (!state_->cancelled) setValue(std::min(999, state_->permille.load()));
  }

 private:
  struct State {
    std::atomic<int> permille = 0;
    std::atomic<bool> cancelled = false;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};
}  // namespace

void MainWindow::buildInterchangeMenu(QMenu* file) {
  auto* in = file->addMenu(tr("Import curves"));
  in->addAction(tr("TensorBoard or CSV folder…"), this, [this] { chooseImport(true); });
  in->addAction(tr("Event file or W&&B CSV file…"), this, [this] { chooseImport(false); });
  auto* out = file->addMenu(lineIcon(QStringLiteral("curves")), tr("Export curves of all runs"));
  for (const auto& [format, text] : {std::pair{QStringLiteral("tensorboard"), tr("TensorBoard event files…")},
                                     {QStringLiteral("csv"), tr("CSV, a file a run…")},
                                     {QStringLiteral("csv-long"), tr("CSV, one long table…")}})
    out->addAction(text, this, [this, format = format] { chooseCurveExport(format, {}); });
}

void MainWindow::chooseImport(bool folder) {
  auto* dialog = new QFileDialog(this, tr("Import curves"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  if (!folder) dialog->setNameFilter(tr("Curves (*.csv *tfevents*);;All files (*)"));
  connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::importCurves);
  dialog->open();
}

void MainWindow::importCurves(const QString& path) {
  auto* box = new ProgressBox(tr("Importing %1…").arg(QFileInfo(path).fileName()), this);
  inBackground(
      this,
      [path = path.toStdString(), store = store_->file(), progress = box->progress()] {
        return import_curves(path, store, progress);
      },
      [this, path, box](const std::optional<CurveImport>& made, const QString& error) {
        const bool cancelled = box->cancelled();
        box->deleteLater();
        const auto where = tr("Import of %1").arg(QFileInfo(path).fileName());
        if (!made)
          return cancelled ? messageLabel_->setText(tr("The import was cancelled.")) : addIssue(where, error, true);
        for (const auto& text : made->warnings) addIssue(where, QString::fromStdString(text), false);
        for (const auto& text : made->skipped) addIssue(where, QString::fromStdString(text), false);
        messageLabel_->setText(tr("%n run(s) imported.", nullptr, int(made->runs.size())));
        runs_->selectRuns(QList<qint64>(made->runs.begin(), made->runs.end()));
        runs_->refresh();
      });
}

void MainWindow::chooseCurveExport(const QString& format, const QList<qint64>& runs) {
  auto* dialog = new QFileDialog(this, tr("Folder for the curves"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, format, runs](const QString& folder) { exportCurves(format, runs, folder); });
  dialog->open();
}

void MainWindow::exportCurves(const QString& format, const QList<qint64>& runs, const QString& folder) {
  CurveExportRequest request{
      store_->file(), {runs.begin(), runs.end()}, curve_format_from_name(format.toStdString()), folder.toStdString()};
  auto* box = new ProgressBox(tr("Exporting curves…"), this);
  inBackground(
      this, [request, progress = box->progress()] { return export_curves(request, progress); },
      [this, folder, box](const std::optional<CurveExport>& made, const QString& error) {
        const bool cancelled = box->cancelled();
        box->deleteLater();
        if (!made && cancelled) return messageLabel_->setText(tr("The export was cancelled; nothing was written."));
        if (!made) return addIssue(tr("Export of curves"), error, true);
        messageLabel_->setText(tr("The curves of %n run(s) are in %1.", nullptr, int(made->runs)).arg(folder));
      });
}

}  // namespace vignette
