#include "captions/caption_table_model.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace vignette {

namespace {
constexpr int kFirstScore = 2;
}

void CaptionTableModel::setCaptions(std::vector<CaptionRecord> captions) {
  beginResetModel();
  captions_ = std::move(captions);
  values_.clear();
  shownScores_.clear();
  for (const auto& caption : captions_) values_.push_back(scoreValues(caption.scores));
  for (int i = 0; i < scoreCount(); ++i)
    if (std::any_of(values_.begin(), values_.end(),
                    [i](const ScoreValues& values) { return !std::isnan(values[static_cast<std::size_t>(i)]); }))
      shownScores_.push_back(i);
  endResetModel();
}

int CaptionTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(captions_.size());
}

int CaptionTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kFirstScore + static_cast<int>(shownScores_.size());
}

QString CaptionTableModel::firstColumn(const CaptionRecord& caption) const {
  if (rows_ == Rows::steps) return QLocale().toString(static_cast<qlonglong>(caption.step));
  return caption.kind == "greedy" ? tr("Greedy") : tr("Sample %1").arg(caption.sample_index + 1);
}

double CaptionTableModel::score(int row, int column) const {
  const auto which = static_cast<std::size_t>(shownScores_[static_cast<std::size_t>(column - kFirstScore)]);
  return values_[static_cast<std::size_t>(row)][which];
}

QVariant CaptionTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& shown = caption(index.row());
  const int column = index.column();
  const bool isScore = column >= kFirstScore;
  switch (role) {
    case Qt::DisplayRole:
      if (column == 0) return firstColumn(shown);
      if (column == kCaptionColumn) return QString::fromStdString(shown.caption);
      return scoreText(shownScores_[static_cast<std::size_t>(column - kFirstScore)], score(index.row(), column));
    case kSortRole:
      if (column == 0) return static_cast<qlonglong>(rows_ == Rows::steps ? shown.step : index.row());
      if (column == kCaptionColumn) return QString::fromStdString(shown.caption);
      return std::isnan(score(index.row(), column)) ? -1e300 : score(index.row(), column);
    case Qt::ToolTipRole:
      if (isScore) return scoreHelp(shownScores_[static_cast<std::size_t>(column - kFirstScore)]);
      return tr("%1\nstep %2")
          .arg(QString::fromStdString(shown.caption), QLocale().toString(static_cast<qlonglong>(shown.step)));
    case Qt::TextAlignmentRole:
      return QVariant::fromValue((isScore ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant CaptionTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  const bool isScore = section >= kFirstScore;
  if (role == Qt::ToolTipRole && isScore)
    return scoreHelp(shownScores_[static_cast<std::size_t>(section - kFirstScore)]);
  if (role != Qt::DisplayRole) return {};
  if (isScore) return scoreLabel(shownScores_[static_cast<std::size_t>(section - kFirstScore)]);
  if (section == kCaptionColumn) return tr("Caption");
  return rows_ == Rows::steps ? tr("Step") : tr("Kind");
}

}  // namespace vignette
