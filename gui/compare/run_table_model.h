#pragma once
// A table with one line a parameter or metric and one column a run; the best cells are bold with a star.

#include <QAbstractTableModel>
#include <vector>

#include "compare/run_comparison.h"

namespace vignette {

class RunTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  /// `lineHeader` names the first column, for example "Parameter".
  explicit RunTableModel(QString lineHeader, QObject* parent = nullptr)
      : QAbstractTableModel(parent), lineHeader_(std::move(lineHeader)) {}

  /// Keeps the lines (and with them the selection) when only values changed.
  void setTable(std::vector<ComparedRun> runs, std::vector<ComparedRow> rows);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  bool sameShape(const std::vector<ComparedRun>& runs, const std::vector<ComparedRow>& rows) const;

  QString lineHeader_;
  std::vector<ComparedRun> runs_;
  std::vector<ComparedRow> rows_;
};

}  // namespace vignette
