#pragma once
// The runs that a search finds, sorted within their groups. GUI thread.

#include <QSortFilterProxyModel>

#include "session/run_query.h"

namespace vignette {

class RunFilterModel : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit RunFilterModel(QObject* parent = nullptr);

  void setQuery(RunQuery query);
  void setArchivedShown(bool shown);
  bool archivedShown() const { return archivedShown_; }
  /// Rows of like values of this column stand together, whatever the sorting; -1: no groups.
  void setGroupColumn(int column);
  int groupColumn() const { return groupColumn_; }
  /// True for the first row of a group.
  bool beginsGroup(int row) const;

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  RunQuery query_;
  bool archivedShown_ = false;
  int groupColumn_ = -1;
};

}  // namespace vignette
