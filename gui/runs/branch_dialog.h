#pragma once
// Which checkpoint of a run a new one is to go on from.

#include <QDialog>
#include <vector>

#include "store/records.h"

class QTreeWidget;

namespace vignette {

class BranchDialog : public QDialog {
  Q_OBJECT

 public:
  /// `checkpoints` whose files are there, at least one.
  BranchDialog(const QString& run, std::vector<CheckpointRecord> checkpoints, QWidget* parent = nullptr);

 signals:
  void chosen(const vignette::CheckpointRecord& checkpoint);

 private:
  void fill(QTreeWidget* table) const;

  std::vector<CheckpointRecord> checkpoints_;
};

}  // namespace vignette
