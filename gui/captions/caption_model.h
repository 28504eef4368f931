#pragma once
// The captions that the grid shows, in the order an arrangement gives.

#include <QAbstractListModel>
#include <memory>
#include <vector>

#include "captions/caption_arrangement.h"

namespace vignette {

class CaptionModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    ImageIdRole = Qt::UserRole + 1,
    ImagePathRole,
    ScoreRole,          ///< as stored; NaN when missing
    ScoreTextRole,      ///< "" when missing
    ScoreFractionRole,  ///< 0 to 1 on the colour ramp
  };

  using Items = std::shared_ptr<const std::vector<CaptionItem>>;

  using QAbstractListModel::QAbstractListModel;

  /// Resets the model, or only tells that data changed when the same cells stay in the same order.
  void setContents(Items items, CaptionArrangement arrangement, int score);
  const CaptionItem& item(int row) const;
  /// -1 when the cell is not shown.
  int rowOf(const CaptionKey& key) const;
  /// The first row of an image, or -1.
  int rowOfImage(qint64 imageId) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  bool sameCells(const Items& items, const CaptionArrangement& arrangement) const;
  double fraction(double score) const;
  QString toolTip(const CaptionItem& item) const;

  Items items_;
  CaptionArrangement arrangement_;
  int score_ = 0;
};

}  // namespace vignette
