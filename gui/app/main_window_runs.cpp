// What the window does with stored runs: branch off one, write its recipe out again.

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>

#include "app/background.h"
#include "app/gui_session.h"
#include "app/main_window.h"
#include "app/store_access.h"
#include "data/atomic_file.h"
#include "experiment/experiment_view.h"
#include "runs/branch_dialog.h"
#include "session/reproduction.h"
#include "session/stored_recipe.h"
#include "store/experiment_store.h"

namespace vignette {

void MainWindow::chooseBranch(qint64 run) {
  using Found = std::pair<std::optional<RunRecord>, std::vector<CheckpointRecord>>;
  store_->query(
      this,
      [run](ExperimentStore& open) {
        auto checkpoints = open.checkpoints(run);
        std::error_code none;
        std::erase_if(checkpoints, [&](const auto& one) { return !std::filesystem::exists(one.path, none); });
        return Found(open.run(run), std::move(checkpoints));
      },
      [this](const Found& found) {
        const auto& [record, checkpoints] = found;
        if (!record) return;
        const auto name = QString::fromStdString(record->name);
        if (checkpoints.empty()) return addIssue(name, tr("The run has no checkpoint yet."), false, record->id);
        auto* dialog = new BranchDialog(name, checkpoints, this);
        connect(dialog, &BranchDialog::chosen, this,
                [this, record = *record](const CheckpointRecord& checkpoint) { prepareBranch(record, checkpoint); });
        dialog->open();
      });
}

void MainWindow::prepareBranch(const RunRecord& parent, const CheckpointRecord& checkpoint) {
  store_->query(
      this,
      [parent, step = checkpoint.step](ExperimentStore& open) {
        return recipe_at(open, parent.id, stored_recipe(parent), step);
      },
      [this, parent, checkpoint](const Recipe& recipe) {
        const auto name = QString::fromStdString(parent.name);
        const auto title = tr("Branch of %1 at step %2").arg(name).arg(checkpoint.step);
        experiment_->setRecipe(recipe, title, tr("%1, from step %2").arg(name).arg(checkpoint.step));
        branch_ = PendingBranch{parent.id, checkpoint.id, recipe, title};
      });
}

/// The experiment is still the branch that was prepared: what differs from its parent's recipe is what changes.
bool MainWindow::startBranch(const Recipe& recipe, const QString& name) {
  if (!branch_ || experiment_->title() != branch_->title) return false;
  BranchRequest request;
  request.parent = branch_->parent;
  request.checkpoint = branch_->checkpoint;
  request.name = name.toStdString();
  for (const auto& key : recipe.differences(branch_->recipe))
    request.changes.push_back(key + '=' + format_value(recipe.value(key)));
  session_->branch(store_->file(), request);
  return true;
}

void MainWindow::chooseExport(qint64 run) {
  auto* dialog =
      new QFileDialog(this, tr("Export recipe"), QStringLiteral("run-%1.toml").arg(run), tr("Recipes (*.toml)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("toml"));
  connect(dialog, &QFileDialog::fileSelected, this, [this, run](const QString& file) { exportRecipe(run, file); });
  dialog->open();
}

/// Reads the run's dataset and weight files: not on the store's thread, which all views wait for.
void MainWindow::exportRecipe(qint64 run, const QString& file) {
  inBackground(
      this,
      [store = store_->file(), run, file = file.toStdString()] {
        ExperimentStore open(store, ExperimentStore::Mode::read_only);
        const auto made = reproduce_run(open, run, true);
        write_file_atomically(file, made.recipe);
        return made.warnings;
      },
      [this, run, file](const std::optional<std::vector<std::string>>& warnings, const QString& error) {
        const auto where = tr("Recipe of run %1").arg(run);
        if (!warnings) return addIssue(where, error, true, run);
        messageLabel_->setText(tr("The recipe of run %1 is in %2.").arg(run).arg(QFileInfo(file).fileName()));
        for (const auto& warning : *warnings) addIssue(where, QString::fromStdString(warning), false, run);
      });
}

}  // namespace vignette
