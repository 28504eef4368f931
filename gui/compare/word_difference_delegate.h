#pragma once
// Paints the cells of the caption differences: thumbnails, and captions with the words that differ marked.

#include <QStyledItemDelegate>

namespace vignette {

class ThumbnailLoader;

class WordDifferenceDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  /// `thumbnails` must outlive the delegate.
  explicit WordDifferenceDelegate(const ThumbnailLoader* thumbnails, QObject* parent = nullptr)
      : QStyledItemDelegate(parent), thumbnails_(thumbnails) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  void paintPicture(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
  void paintWords(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index, int side) const;

  const ThumbnailLoader* thumbnails_;
};

}  // namespace vignette
