// The queue and sweeps in the window.

#include <QDockWidget>
#include <QLabel>

#include "app/gui_session.h"
#include "app/main_window.h"
#include "app/store_access.h"
#include "experiment/experiment_view.h"
#include "queue/queue_runner.h"
#include "queue/queue_view.h"
#include "queue/sweep_dialog.h"
#include "runs/runs_view.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
struct SweepRuns {
  QList<qint64> runs;
  int ended = 0;
  QString name, best, metric;
  double value = 0;
};

/// The metric that most of today's papers lead with; otherwise the first that the run was validated by.
std::string leadingMetric(const RunRecord& run) {
  for (const auto* name : {"val/CIDEr", "test/CIDEr"})
    if (run.best.contains(name)) return name;
  for (const auto& [name, value] : run.best)
    if (name.starts_with("val/")) return name;
  return {};
}

std::optional<SweepRuns> sweepOf(ExperimentStore& open, qint64 run) {
  const auto chosen = open.run(run);
  if (!chosen || !chosen->sweep) return std::nullopt;
  SweepRuns found;
  for (const auto& sweep : open.sweeps())
    if (sweep.id == *chosen->sweep) found.name = QString::fromStdString(sweep.name);
  const auto metric = leadingMetric(*chosen);
  found.metric = QString::fromStdString(metric);
  const bool small = metric.find("loss") != metric.npos || metric.find("perplexity") != metric.npos;
  for (const auto& each : open.runs()) {
    if (each.sweep != chosen->sweep) continue;
    found.runs << each.id;
    found.ended += each.ended_at > 0;
    const auto value = each.best.find(metric);
    if (value == each.best.end()) continue;
    if (!found.best.isEmpty() && (small ? value->second >= found.value : value->second <= found.value)) continue;
    found.best = QString::fromStdString(each.name);
    found.value = value->second;
  }
  return found;
}
}  // namespace

void MainWindow::connectQueue() {
  connect(experiment_, &ExperimentView::queueRequested, this, &MainWindow::queueExperiment);
  connect(experiment_, &ExperimentView::sweepRequested, this, &MainWindow::chooseSweep);
  connect(queueView_, &QueueView::editRequested, this, &MainWindow::editQueued);
  connect(runs_, &RunsView::sweepRequested, this, &MainWindow::showSweep);
  connect(runs_, &RunsView::curveExportRequested, this, &MainWindow::chooseCurveExport);
  connect(queue_, &QueueRunner::changed, this, [this] {
    int waiting = 0;
    for (const auto& row : queue_->rows()) waiting += row.entry.problem.empty();
    queueDock_->setWindowTitle(waiting > 0 ? tr("Queue (%1)").arg(waiting) : tr("Queue"));
  });
}

/// An entry that was opened for editing is replaced; anything else goes to the end.
void MainWindow::queueExperiment(const Recipe& recipe, const QString& name) {
  QueuedRun entry;
  entry.name = (name.isEmpty() ? experiment_->title() : name).toStdString();
  entry.recipe = recipe.to_toml();
  const bool edit = edited_ && experiment_->title() == edited_->title;
  const auto id = edit ? edited_->id : 0;
  edited_.reset();
  store_->query(
      this,
      [entry, id](ExperimentStore& open) mutable {
        const auto before = id != 0 ? open.queued_run(id) : std::nullopt;
        if (before) {
          entry.id = before->id;
          entry.position = before->position;
          entry.sweep = before->sweep;
          entry.created_at = before->created_at;
        }
        open.put_queued(entry);
        return before.has_value();
      },
      [this, shown = QString::fromStdString(entry.name)](bool replaced) {
        queue_->refresh();
        messageLabel_->setText(replaced ? tr("%1 is changed in the queue.").arg(shown)
                                        : tr("%1 is in the queue.").arg(shown));
      });
}

void MainWindow::editQueued(const QueuedRun& entry) {
  const auto name = QString::fromStdString(entry.name);
  try {
    const auto title = tr("Queue: %1").arg(name);
    experiment_->setRecipe(Recipe::from_text(entry.recipe, entry.name), title, name);
    edited_ = EditedEntry{entry.id, title};
    docks_[1]->show();
    docks_[1]->raise();
  } catch (const std::exception& error) {
    addIssue(name, QString::fromUtf8(error.what()), true);
  }
}

void MainWindow::chooseSweep(const Recipe& recipe) {
  auto* dialog = new SweepDialog(recipe, store_, this);
  connect(dialog, &SweepDialog::chosen, this, &MainWindow::queueSweep);
  dialog->open();
}

void MainWindow::queueSweep(const Sweep& sweep, const SweepExpansion& expansion) {
  store_->query(
      this,
      [name = sweep.name, definition = sweep_toml(sweep), entries = queued_runs_of(expansion)](ExperimentStore& open) {
        open.put_sweep(name, definition, entries);
        return int(entries.size());
      },
      [this](int count) {
        queue_->refresh();
        queueDock_->show();
        queueDock_->raise();
        messageLabel_->setText(tr("%n run(s) of the sweep are in the queue.", nullptr, count));
      });
}

void MainWindow::showSweep(qint64 run) {
  store_->query(
      this, [run](ExperimentStore& open) { return sweepOf(open, run); },
      [this](const std::optional<SweepRuns>& found) {
        if (!found) return messageLabel_->setText(tr("This run belongs to no sweep."));
        runs_->selectRuns(found->runs);
        const auto ended =
            tr("%1: %2 of %3 runs have ended.").arg(found->name).arg(found->ended).arg(found->runs.size());
        messageLabel_->setText(
            found->best.isEmpty()
                ? ended
                : tr("%1 Best by %2: %3 with %4.").arg(ended, found->metric, found->best).arg(found->value, 0, 'g', 4));
      });
}

}  // namespace vignette
