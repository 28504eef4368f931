#include "compare/run_table_model.h"

#include <QFont>
#include <QPixmap>
#include <algorithm>

namespace vignette {

bool RunTableModel::sameShape(const std::vector<ComparedRun>& runs, const std::vector<ComparedRow>& rows) const {
  return std::equal(
             runs.begin(), runs.end(), runs_.begin(), runs_.end(),
             [](const auto& a, const auto& b) { return a.id == b.id && a.name == b.name && a.colour == b.colour; }) &&
         std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                    [](const auto& a, const auto& b) { return a.label == b.label; });
}

void RunTableModel::setTable(std::vector<ComparedRun> runs, std::vector<ComparedRow> rows) {
  const bool same = !rows.empty() && sameShape(runs, rows);
  if (!same) beginResetModel();
  runs_ = std::move(runs);
  rows_ = std::move(rows);
  if (same)
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  else
    endResetModel();
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 1 + static_cast<int>(runs_.size());
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& row = rows_[static_cast<std::size_t>(index.row())];
  if (role == Qt::ToolTipRole) return row.help;
  if (index.column() == 0) return role == Qt::DisplayRole ? QVariant(row.label) : QVariant();
  const auto run = static_cast<std::size_t>(index.column() - 1);
  const bool best = run < row.best.size() && row.best[run];
  switch (role) {
    case Qt::DisplayRole:
      return best ? QStringLiteral("★ ") + row.cells[run] : row.cells[run];
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole: {
      QFont font;
      font.setBold(best);
      return font;
    }
    case Qt::AccessibleTextRole:
      return best ? tr("%1, the best").arg(row.cells[run]) : row.cells[run];
    default:
      return {};
  }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (section == 0) return role == Qt::DisplayRole ? QVariant(lineHeader_) : QVariant();
  const auto& run = runs_[static_cast<std::size_t>(section - 1)];
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return run.name;
  if (role == Qt::DecorationRole) {
    QPixmap swatch(10, 10);
    swatch.fill(run.colour);
    return swatch;
  }
  return {};
}

}  // namespace vignette
