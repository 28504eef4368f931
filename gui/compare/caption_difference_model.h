#pragma once
// Images that two runs captioned, with both captions and a score of each.

#include <QAbstractTableModel>
#include <vector>

#include "compare/run_comparison.h"

namespace vignette {

class CaptionDifferenceModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    PictureColumn,
    FirstColumn,
    SecondColumn,
    DifferenceColumn,
    FirstScoreColumn,
    SecondScoreColumn,
    ScoreDifferenceColumn,
    ColumnCount
  };
  enum Role { ImagePathRole = Qt::UserRole + 1 };

  using QAbstractTableModel::QAbstractTableModel;

  /// Keeps the sorting chosen before.
  void setPairs(std::vector<PairedCaption> pairs);
  void setRunNames(const QString& first, const QString& second);
  void setScore(int score);
  const PairedCaption& pair(int row) const { return pairs_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  /// Pictures without the score come last in both directions.
  void sort(int column, Qt::SortOrder order) override;

 private:
  double score(const PairedCaption& pair, int column) const;
  QString text(const PairedCaption& pair, int column) const;
  void sortPairs();

  std::vector<PairedCaption> pairs_;
  QString names_[2];
  int score_ = 7;  // CIDEr
  int sortColumn_ = DifferenceColumn;
  Qt::SortOrder order_ = Qt::DescendingOrder;
};

}  // namespace vignette
