#pragma once
// A grid of equal cells over a list model. Geometry is arithmetic, so that a hundred thousand cells cost as much as
// ten.

#include <QAbstractItemView>
#include <functional>
#include <utility>
#include <vector>

namespace vignette {

class ThumbnailGrid : public QAbstractItemView {
  Q_OBJECT

 public:
  explicit ThumbnailGrid(QWidget* parent = nullptr);

  /// Logical pixels; columns share what is left of the width. The first visible cell stays in sight.
  void setCellSize(const QSize& size);
  QSize cellSize() const { return cell_; }
  int columns() const;

  /// Rows in sight: first and last, both -1 when empty.
  std::pair<int, int> visibleRows() const;
  /// Scrolls so that `row` is the first visible one, `offset` pixels cut off (what topRow() gave).
  void scrollToTop(int row, int offset);
  /// The first visible row and how many of its pixels are cut off; row -1 when empty.
  std::pair<int, int> topRow() const;

  /// Selects these rows beside what is selected; far quicker than one by one.
  void selectRows(std::vector<int> rows);

  /// True between a press of the mouse and its release: a change of layout now would select other cells.
  bool mouseIsDown() const { return mouseIsDown_; }

  QRect visualRect(const QModelIndex& index) const override;
  void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
  QModelIndex indexAt(const QPoint& point) const override;
  void reset() override;
  void setModel(QAbstractItemModel* model) override;

 signals:
  void visibleRowsChanged();

 protected:
  QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
  int horizontalOffset() const override;
  int verticalOffset() const override;
  bool isIndexHidden(const QModelIndex& index) const override;
  void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
  QRegion visualRegionForSelection(const QItemSelection& selection) const override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void updateGeometries() override;
  void scrollContentsBy(int dx, int dy) override;

 private:
  int count() const;
  int nearestRow(const QPoint& point) const;
  QRect cellRect(int row) const;  // in contents, not scrolled
  void keepingTop(const std::function<void()>& change);

  QSize cell_{150, 200};
  int laidOutColumns_ = 0;
  bool mouseIsDown_ = false;
};

}  // namespace vignette
