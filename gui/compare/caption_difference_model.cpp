#include "compare/caption_difference_model.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace vignette {

void CaptionDifferenceModel::setPairs(std::vector<PairedCaption> pairs) {
  beginResetModel();
  pairs_ = std::move(pairs);
  sortPairs();
  endResetModel();
}

void CaptionDifferenceModel::setRunNames(const QString& first, const QString& second) {
  names_[0] = first;
  names_[1] = second;
  emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void CaptionDifferenceModel::setScore(int score) {
  score_ = score;
  emit headerDataChanged(Qt::Horizontal, FirstScoreColumn, ScoreDifferenceColumn);
  if (sortColumn_ >= FirstScoreColumn)
    sort(sortColumn_, order_);
  else if (!pairs_.empty())
    emit dataChanged(index(0, FirstScoreColumn), index(rowCount() - 1, ScoreDifferenceColumn));
}

int CaptionDifferenceModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(pairs_.size());
}

int CaptionDifferenceModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

double CaptionDifferenceModel::score(const PairedCaption& pair, int column) const {
  const auto which = static_cast<std::size_t>(score_);
  if (column == DifferenceColumn) return pair.words.relative;
  if (column == FirstScoreColumn) return pair.scores[0][which];
  if (column == SecondScoreColumn) return pair.scores[1][which];
  return pair.scores[1][which] - pair.scores[0][which];
}

QString CaptionDifferenceModel::text(const PairedCaption& pair, int column) const {
  switch (column) {
    case PictureColumn:
      return QString::number(pair.imageId);
    case FirstColumn:
      return pair.captions[0];
    case SecondColumn:
      return pair.captions[1];
    case DifferenceColumn:
      return tr("%1%").arg(QLocale().toString(100 * pair.words.relative, 'f', 0));
    default:
      break;
  }
  const double value = score(pair, column);
  const auto shown = scoreText(score_, value);
  return column == ScoreDifferenceColumn && value > 0 ? QLatin1Char('+') + shown : shown;
}

QVariant CaptionDifferenceModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& shown = pair(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return text(shown, index.column());
    case ImagePathRole:
      return shown.imagePath;
    case Qt::TextAlignmentRole:
      return QVariant::fromValue((index.column() >= DifferenceColumn ? Qt::AlignRight : Qt::AlignLeft) |
                                 Qt::AlignVCenter);
    case Qt::ToolTipRole:
      if (index.column() == DifferenceColumn) return tr("Words to change: %1").arg(shown.words.distance);
      return index.column() == PictureColumn ? shown.imagePath : text(shown, index.column());
    default:
      return {};
  }
}

QVariant CaptionDifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::ToolTipRole) {
    if (section == DifferenceColumn) return tr("Words to insert, remove or replace, as a share of the longer caption.");
    if (section >= FirstScoreColumn) return scoreHelp(score_);
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case PictureColumn:
      return tr("Picture");
    case FirstColumn:
      return names_[0];
    case SecondColumn:
      return names_[1];
    case DifferenceColumn:
      return tr("Differs");
    case FirstScoreColumn:
      return tr("%1 A").arg(scoreLabel(score_));
    case SecondScoreColumn:
      return tr("%1 B").arg(scoreLabel(score_));
    case ScoreDifferenceColumn:
      return tr("B − A");
    default:
      return {};
  }
}

void CaptionDifferenceModel::sort(int column, Qt::SortOrder order) {
  sortColumn_ = column;
  order_ = order;
  emit layoutAboutToBeChanged({}, VerticalSortHint);
  std::vector<qint64> before;
  for (const auto& pair : pairs_) before.push_back(pair.imageId);
  sortPairs();
  std::unordered_map<qint64, int> rows;
  for (std::size_t row = 0; row < pairs_.size(); ++row) rows.emplace(pairs_[row].imageId, static_cast<int>(row));
  const auto old = persistentIndexList();
  QModelIndexList now;
  for (const auto& was : old) now << index(rows.at(before[static_cast<std::size_t>(was.row())]), was.column());
  changePersistentIndexList(old, now);
  emit layoutChanged({}, VerticalSortHint);
}

void CaptionDifferenceModel::sortPairs() {
  if (sortColumn_ < 0 || sortColumn_ >= ColumnCount) return;
  const bool descending = order_ == Qt::DescendingOrder;
  const auto before = [&](const PairedCaption& a, const PairedCaption& b) {
    if (sortColumn_ == PictureColumn) return descending ? a.imageId > b.imageId : a.imageId < b.imageId;
    if (sortColumn_ < DifferenceColumn) {
      const int order = QString::compare(text(a, sortColumn_), text(b, sortColumn_), Qt::CaseInsensitive);
      return descending ? order > 0 : order < 0;
    }
    const double x = score(a, sortColumn_), y = score(b, sortColumn_);
    if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
    return descending ? x > y : x < y;
  };
  std::stable_sort(pairs_.begin(), pairs_.end(), before);
}

}  // namespace vignette
