#include "runs/run_edits.h"

#include <QCoreApplication>

#include "app/store_access.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

QString label(const char* source, int number = -1) {
  return QCoreApplication::translate("RunEdits", source, nullptr, number);
}

void rename(StoreAccess* store, qint64 run, const QString& name) {
  store->write([run, name = name.toStdString()](ExperimentStore& open) { open.rename_run(run, name); });
}

void recolour(StoreAccess* store, qint64 run, const QString& colour) {
  store->write([run, colour = colour.toStdString()](ExperimentStore& open) { open.set_colour(run, colour); });
}

}  // namespace

DeleteRuns::DeleteRuns(StoreAccess* store, QVector<qint64> runs)
    : QUndoCommand(label(QT_TRANSLATE_N_NOOP("RunEdits", "delete %n run(s)"), int(runs.size()))),
      store_(store),
      runs_(std::move(runs)) {}

void DeleteRuns::redo() {
  for (auto run : runs_) store_->write([run](ExperimentStore& open) { open.delete_run(run); });
}

void DeleteRuns::undo() {
  for (auto run : runs_) store_->write([run](ExperimentStore& open) { open.restore_run(run); });
}

RenameRun::RenameRun(StoreAccess* store, qint64 run, QString before, QString after)
    : QUndoCommand(label(QT_TRANSLATE_NOOP("RunEdits", "rename run"))),
      store_(store),
      run_(run),
      before_(std::move(before)),
      after_(std::move(after)) {}

void RenameRun::redo() {
  rename(store_, run_, after_);
}

void RenameRun::undo() {
  rename(store_, run_, before_);
}

RecolourRun::RecolourRun(StoreAccess* store, qint64 run, QString before, QString after)
    : QUndoCommand(label(QT_TRANSLATE_NOOP("RunEdits", "change a run's colour"))),
      store_(store),
      run_(run),
      before_(std::move(before)),
      after_(std::move(after)) {}

void RecolourRun::redo() {
  recolour(store_, run_, after_);
}

void RecolourRun::undo() {
  recolour(store_, run_, before_);
}

ArchiveRuns::ArchiveRuns(StoreAccess* store, QVector<qint64> runs, bool archive)
    : QUndoCommand(archive
                       ? label(QT_TRANSLATE_N_NOOP("RunEdits", "archive %n run(s)"), int(runs.size()))
                       : label(QT_TRANSLATE_N_NOOP("RunEdits", "take %n run(s) out of the archive"), int(runs.size()))),
      store_(store),
      runs_(std::move(runs)),
      archive_(archive) {}

void ArchiveRuns::redo() {
  for (auto run : runs_)
    store_->write([run, archive = archive_](ExperimentStore& open) { open.set_archived(run, archive); });
}

void ArchiveRuns::undo() {
  for (auto run : runs_)
    store_->write([run, archive = archive_](ExperimentStore& open) { open.set_archived(run, !archive); });
}

namespace {

void describe(StoreAccess* store, qint64 run, const DescribeRun::Description& description) {
  std::vector<std::string> tags;
  for (const auto& tag : description.tags) tags.push_back(tag.toStdString());
  store->write([run, tags = std::move(tags), note = description.note.toStdString()](ExperimentStore& open) {
    open.set_tags(run, tags);
    open.set_note(run, note);
  });
}

}  // namespace

DescribeRun::DescribeRun(StoreAccess* store, qint64 run, Description before, Description after)
    : QUndoCommand(label(QT_TRANSLATE_NOOP("RunEdits", "change tags and note"))),
      store_(store),
      run_(run),
      before_(std::move(before)),
      after_(std::move(after)) {}

void DescribeRun::redo() {
  describe(store_, run_, after_);
}

void DescribeRun::undo() {
  describe(store_, run_, before_);
}

}  // namespace vignette
