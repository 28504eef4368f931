#pragma once
// Edits of stored runs that can be undone.

#include <QString>
#include <QUndoCommand>
#include <QVector>

namespace vignette {

class StoreAccess;

/// Hides runs; undo brings them back.
class DeleteRuns : public QUndoCommand {
 public:
  DeleteRuns(StoreAccess* store, QVector<qint64> runs);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  QVector<qint64> runs_;
};

class RenameRun : public QUndoCommand {
 public:
  RenameRun(StoreAccess* store, qint64 run, QString before, QString after);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  qint64 run_;
  QString before_, after_;
};

class RecolourRun : public QUndoCommand {
 public:
  RecolourRun(StoreAccess* store, qint64 run, QString before, QString after);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  qint64 run_;
  QString before_, after_;
};

}  // namespace vignette
