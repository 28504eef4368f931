#pragma once
// Captions of one image in a table: the kind or step, the caption and every score that any of them has.

#include <QAbstractTableModel>
#include <vector>

#include "captions/score_kinds.h"
#include "store/records.h"

namespace vignette {

class CaptionTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum class Rows { kinds, steps };  ///< what the first column tells
  static constexpr int kCaptionColumn = 1;
  static constexpr int kSortRole = Qt::UserRole + 1;

  explicit CaptionTableModel(Rows rows, QObject* parent = nullptr) : QAbstractTableModel(parent), rows_(rows) {}

  void setCaptions(std::vector<CaptionRecord> captions);
  const CaptionRecord& caption(int row) const { return captions_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString firstColumn(const CaptionRecord& caption) const;
  double score(int row, int column) const;

  Rows rows_;
  std::vector<CaptionRecord> captions_;
  std::vector<ScoreValues> values_;
  std::vector<int> shownScores_;
};

}  // namespace vignette
