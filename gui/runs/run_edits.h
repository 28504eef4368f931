#pragma once
// Edits of stored runs that can be undone.

#include <QString>
#include <QStringList>
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

/// Puts runs away, or takes them out again.
class ArchiveRuns : public QUndoCommand {
 public:
  ArchiveRuns(StoreAccess* store, QVector<qint64> runs, bool archive);
  void redo() override;
  void undo() override;

 private:
  StoreAccess* store_;
  QVector<qint64> runs_;
  bool archive_;
};

/// A run's tags and note together: one dialog edits both.
class DescribeRun : public QUndoCommand {
 public:
  struct Description {
    QStringList tags;
    QString note;
  };
  DescribeRun(StoreAccess* store, qint64 run, Description before, Description after);
  void redo() override;
  void undo() override;

 private:
  StoreAccess* store_;
  qint64 run_;
  Description before_, after_;
};

}  // namespace vignette
