#pragma once
// Paints one cell of the caption grid: the picture, its caption and the chosen score as a coloured chip.

#include <QCache>
#include <QElapsedTimer>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace vignette {

class ThumbnailLoader;

class CaptionDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  /// `thumbnails` must outlive the delegate. It is only asked, never told to load.
  explicit CaptionDelegate(const ThumbnailLoader* thumbnails, QObject* parent = nullptr);

  /// The cell for pictures of `side` logical pixels with `font`'s caption lines below.
  static QSize cellSize(int side, const QFontMetrics& metrics);

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 signals:
  /// Some pictures were painted roughly to keep the frame short: paint again.
  void paintedRoughly();

 private:
  /// Null when this turn of the event loop has scaled enough.
  QPixmap scaled(const QString& path, const QImage& image, const QSize& box, qreal ratio) const;
  void paintPicture(QPainter* painter, const QRect& box, const QString& path, const QStyleOptionViewItem& option) const;
  void paintTags(QPainter* painter, const QRect& box, const QModelIndex& index,
                 const QStyleOptionViewItem& option) const;
  void paintChip(QPainter* painter, const QRect& box, const QModelIndex& index, const QFont& font) const;

  const ThumbnailLoader* thumbnails_;
  mutable QCache<QString, QPixmap> scaled_;
  mutable QElapsedTimer turn_;  ///< since the first picture that this turn of the event loop scaled
  mutable bool rough_ = false;
};

/// Draws `text` wrapped into `box`, the last line elided. Returns the lines used.
int drawElidedLines(QPainter* painter, const QRect& box, const QString& text, int maxLines, Qt::Alignment alignment);

}  // namespace vignette
