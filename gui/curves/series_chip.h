#pragma once
// The name of a series in a panel's head: dragged to another panel, moved and removed by keys, with a menu. GUI thread.

#include <QAbstractButton>
#include <QPen>

namespace vignette {

/// How far a drag has come.
enum class DragPhase { move, drop, cancel };

class SeriesChip : public QAbstractButton {
  Q_OBJECT

 public:
  explicit SeriesChip(const QString& series, QWidget* parent = nullptr);
  const QString& series() const { return series_; }
  /// A sample of its line before the name; Qt::NoPen for none.
  void setLine(const QPen& line);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void dragged(const QPoint& global, vignette::DragPhase phase);
  void menuRequested(const QPoint& global);
  /// -1: to the panel above, 1: below.
  void moveSeriesRequested(int direction);
  void movePanelRequested(int direction);
  void removeRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void endDrag(const QPoint& global, DragPhase phase);
  int sampleWidth() const;

  const QString series_;
  QPen line_{Qt::NoPen};
  QPoint pressed_;
  bool dragging_ = false;
};

}  // namespace vignette
