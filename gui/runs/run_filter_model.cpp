#include "runs/run_filter_model.h"

#include "runs/run_list_model.h"

namespace vignette {
namespace {

/// Below 0, 0 or above, with what is missing last in ascending order.
int order(const QVariant& a, const QVariant& b) {
  if (!a.isValid() || !b.isValid()) return int(!a.isValid()) - int(!b.isValid());
  if (a.typeId() == QMetaType::QString || b.typeId() == QMetaType::QString)
    return QString::localeAwareCompare(a.toString().toLower(), b.toString().toLower());
  const double first = a.toDouble(), second = b.toDouble();
  return first < second ? -1 : first > second ? 1 : 0;
}

}  // namespace

RunFilterModel::RunFilterModel(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(RunListModel::SortRole);
}

void RunFilterModel::setQuery(RunQuery query) {
  query_ = std::move(query);
  invalidateFilter();
}

void RunFilterModel::setArchivedShown(bool shown) {
  archivedShown_ = shown;
  invalidateFilter();
}

void RunFilterModel::setGroupColumn(int column) {
  groupColumn_ = column;
  invalidate();
}

bool RunFilterModel::beginsGroup(int row) const {
  if (groupColumn_ < 0 || row == 0) return groupColumn_ >= 0;
  return order(index(row, groupColumn_).data(sortRole()), index(row - 1, groupColumn_).data(sortRole())) != 0;
}

bool RunFilterModel::filterAcceptsRow(int row, const QModelIndex&) const {
  const auto& run = static_cast<const RunListModel*>(sourceModel())->rows()[std::size_t(row)];
  if (run.archived && !archivedShown_ && !query_.names_archived()) return false;
  return !run.facts || query_.matches(*run.facts);
}

bool RunFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  if (groupColumn_ >= 0 && groupColumn_ < sourceModel()->columnCount()) {
    const int groups = order(left.siblingAtColumn(groupColumn_).data(sortRole()),
                             right.siblingAtColumn(groupColumn_).data(sortRole()));
    // Groups keep their order in both directions.
    if (groups != 0) return sortOrder() == Qt::AscendingOrder ? groups < 0 : groups > 0;
  }
  const int rows = order(left.data(sortRole()), right.data(sortRole()));
  return rows != 0 ? rows < 0
                   : left.data(RunListModel::IdRole).toLongLong() < right.data(RunListModel::IdRole).toLongLong();
}

}  // namespace vignette
