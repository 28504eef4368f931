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
    TagsRole,           ///< "1 4": digits of the picture's tags, "•" for one without a digit
  };

  using Set = std::shared_ptr<const CaptionSet>;

  using QAbstractListModel::QAbstractListModel;

  /// Resets the model, or only tells that data changed when the same cells stay in the same order.
  void setContents(Set set, CaptionArrangement arrangement, int score);
  /// Tags of pictures and the order that digits give them.
  void setTags(std::shared_ptr<const ImageTags> tags, const QStringList& digits);
  QStringList tagsOf(int row) const;
  int score() const { return score_; }
  const CaptionItem& item(int row) const;
  /// -1 when the cell is not shown.
  int rowOf(const CaptionKey& key) const;
  /// The first row of an image, or -1.
  int rowOfImage(qint64 imageId) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  bool sameCells(const Set& set, const CaptionArrangement& arrangement) const;
  double fraction(double score) const;
  QString toolTip(const CaptionItem& item) const;

  Set set_ = std::make_shared<const CaptionSet>();
  std::shared_ptr<const ImageTags> tags_;
  QStringList digits_;
  CaptionArrangement arrangement_;
  int score_ = 0;
};

}  // namespace vignette
