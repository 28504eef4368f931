#include "captions/thumbnail_grid.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace vignette {

ThumbnailGrid::ThumbnailGrid(QWidget* parent) : QAbstractItemView(parent) {
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // A bar that comes and goes would change the columns and with them whether it is needed.
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  setSelectionMode(ExtendedSelection);
  setEditTriggers(NoEditTriggers);
  setMouseTracking(true);
  viewport()->setAttribute(Qt::WA_Hover);
}

int ThumbnailGrid::count() const {
  return model() ? model()->rowCount(rootIndex()) : 0;
}

int ThumbnailGrid::columns() const {
  return std::max(1, viewport()->width() / std::max(1, cell_.width()));
}

void ThumbnailGrid::keepingTop(const std::function<void()>& change) {
  const auto [row, offset] = topRow();
  const int line = currentIndex().isValid() ? currentIndex().row() / std::max(1, laidOutColumns_) : -1;
  const int top = verticalOffset() / cell_.height(), lines = viewport()->height() / cell_.height() + 1;
  const bool currentInSight = line >= top && line <= top + lines;
  change();
  updateGeometries();
  if (row > 0) scrollToTop(row, row % columns() == 0 ? offset : 0);
  if (currentInSight) scrollTo(currentIndex());
  viewport()->update();
}

void ThumbnailGrid::setCellSize(const QSize& size) {
  if (size == cell_) return;
  keepingTop([&] {
    cell_ = size;
    laidOutColumns_ = columns();
  });
  emit visibleRowsChanged();
}

QRect ThumbnailGrid::cellRect(int row) const {
  const int n = columns(), width = viewport()->width();
  const int column = row % n, left = column * width / n;
  return {left, row / n * cell_.height(), (column + 1) * width / n - left, cell_.height()};
}

QRect ThumbnailGrid::visualRect(const QModelIndex& index) const {
  return index.isValid() ? cellRect(index.row()).translated(0, -verticalOffset()) : QRect();
}

QModelIndex ThumbnailGrid::indexAt(const QPoint& point) const {
  if (!viewport()->rect().contains(point)) return {};
  const int n = columns();
  const int line = (point.y() + verticalOffset()) / cell_.height();
  const int near = std::min(n - 1, point.x() * n / std::max(1, viewport()->width()));
  for (const int column : {near, near + 1, near - 1}) {
    const int row = line * n + column;
    if (column >= 0 && column < n && row < count() && cellRect(row).translated(0, -verticalOffset()).contains(point))
      return model()->index(row, 0, rootIndex());
  }
  return {};
}

std::pair<int, int> ThumbnailGrid::topRow() const {
  if (count() == 0) return {-1, 0};
  const int n = laidOutColumns_ > 0 ? laidOutColumns_ : columns();
  const int line = verticalOffset() / cell_.height();
  return {std::min(line * n, count() - 1), verticalOffset() % cell_.height()};
}

void ThumbnailGrid::scrollToTop(int row, int offset) {
  verticalScrollBar()->setValue(row / columns() * cell_.height() + offset);
}

std::pair<int, int> ThumbnailGrid::visibleRows() const {
  if (count() == 0) return {-1, -1};
  const int n = columns(), top = verticalOffset();
  const int first = top / cell_.height() * n;
  const int last = ((top + viewport()->height() - 1) / cell_.height() + 1) * n - 1;
  return {std::min(first, count() - 1), std::min(last, count() - 1)};
}

void ThumbnailGrid::scrollTo(const QModelIndex& index, ScrollHint hint) {
  if (!index.isValid()) return;
  const auto rect = cellRect(index.row());
  const int top = verticalOffset(), height = viewport()->height();
  int value = top;
  if (hint == PositionAtTop)
    value = rect.top();
  else if (hint == PositionAtCenter)
    value = rect.center().y() - height / 2;
  else if (hint == PositionAtBottom || rect.bottom() >= top + height)
    value = rect.bottom() + 1 - height;
  if (hint == EnsureVisible && rect.top() < value) value = rect.top();
  verticalScrollBar()->setValue(value);
}

void ThumbnailGrid::setModel(QAbstractItemModel* model) {
  QAbstractItemView::setModel(model);
  updateGeometries();
}

void ThumbnailGrid::reset() {
  QAbstractItemView::reset();
  updateGeometries();
  viewport()->update();
  emit visibleRowsChanged();
}

QModelIndex ThumbnailGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
  if (count() == 0) return {};
  const int now = currentIndex().isValid() ? currentIndex().row() : -1;
  if (now < 0) return model()->index(std::max(0, topRow().first), 0, rootIndex());
  const int n = columns(), last = count() - 1;
  const int page = std::max(1, viewport()->height() / cell_.height()) * n;
  int row = now;
  switch (action) {
    case MoveLeft:
    case MovePrevious:
      row = now - 1;
      break;
    case MoveRight:
    case MoveNext:
      row = now + 1;
      break;
    case MoveUp:
      row = now - n >= 0 ? now - n : now;
      break;
    case MoveDown:
      row = now / n < last / n ? now + n : now;
      break;
    case MovePageUp:
      row = now - page >= 0 ? now - page : now % n;
      break;
    case MovePageDown:
      row = now + page;
      break;
    case MoveHome:
      row = 0;
      break;
    case MoveEnd:
      row = last;
      break;
  }
  return model()->index(std::clamp(row, 0, last), 0, rootIndex());
}

int ThumbnailGrid::horizontalOffset() const {
  return 0;
}
int ThumbnailGrid::verticalOffset() const {
  return verticalScrollBar()->value();
}
bool ThumbnailGrid::isIndexHidden(const QModelIndex&) const {
  return false;
}

void ThumbnailGrid::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) {
  QItemSelection selection;
  if (state() != DragSelectingState) {
    // From one cell to another by Shift, as in a text: all that lies between.
    const int from = nearestRow(rect.topLeft()), to = nearestRow(rect.bottomRight());
    const int first = std::min(from, to), last = std::max(from, to);
    if (first < 0) return selectionModel()->select(selection, flags);
    selection.select(model()->index(first, 0, rootIndex()), model()->index(last, 0, rootIndex()));
    return selectionModel()->select(selection, flags);
  }
  const auto area = rect.normalized();
  const int n = columns();
  const int firstLine = std::max(0, (area.top() + verticalOffset()) / cell_.height());
  const int lastLine = std::min((count() - 1) / n, (area.bottom() + verticalOffset()) / cell_.height());
  for (int row = firstLine * n; count() > 0 && row < std::min(count(), (lastLine + 1) * n); ++row) {
    const auto index = model()->index(row, 0, rootIndex());
    if (visualRect(index).intersects(area)) selection.select(index, index);
  }
  selectionModel()->select(selection, flags);
}

/// Also of points that scrolled away; -1 when there is no cell.
int ThumbnailGrid::nearestRow(const QPoint& point) const {
  const int n = columns();
  const int line = std::max(0, (point.y() + verticalOffset()) / cell_.height());
  int column = std::clamp(point.x() * n / std::max(1, viewport()->width()), 0, n - 1);
  while (column + 1 < n && cellRect(column + 1).left() <= point.x()) ++column;
  while (column > 0 && cellRect(column).left() > point.x()) --column;
  return std::min(line * n + column, count() - 1);
}

void ThumbnailGrid::selectRows(std::vector<int> rows) {
  std::sort(rows.begin(), rows.end());
  QItemSelection selection;
  const auto at = [this](int row) { return model()->index(row, 0, rootIndex()); };
  for (std::size_t first = 0; first < rows.size();) {
    auto last = first;
    while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1) ++last;
    selection.append(QItemSelectionRange(at(rows[first]), at(rows[last])));
    first = last + 1;
  }
  selectionModel()->select(selection, QItemSelectionModel::Select);
}

QRegion ThumbnailGrid::visualRegionForSelection(const QItemSelection& selection) const {
  QRegion region;
  const auto [first, last] = visibleRows();
  for (int row = std::max(0, first); row <= last; ++row)
    if (const auto index = model()->index(row, 0, rootIndex()); selection.contains(index)) region += visualRect(index);
  return region;
}

void ThumbnailGrid::mousePressEvent(QMouseEvent* event) {
  mouseIsDown_ = true;
  QAbstractItemView::mousePressEvent(event);
}

void ThumbnailGrid::mouseReleaseEvent(QMouseEvent* event) {
  mouseIsDown_ = false;
  QAbstractItemView::mouseReleaseEvent(event);
}

void ThumbnailGrid::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  QStyleOptionViewItem option;
  initViewItemOption(&option);
  const auto state = option.state;
  const auto hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
  const auto [first, last] = visibleRows();
  for (int row = std::max(0, first); row <= last; ++row) {
    const auto index = model()->index(row, 0, rootIndex());
    option.rect = visualRect(index);
    if (!event->region().intersects(option.rect)) continue;
    option.state = state;
    option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
    option.state.setFlag(QStyle::State_HasFocus, hasFocus() && currentIndex() == index);
    option.state.setFlag(QStyle::State_MouseOver, hovered == index);
    itemDelegateForIndex(index)->paint(&painter, option, index);
  }
}

void ThumbnailGrid::resizeEvent(QResizeEvent* event) {
  // topRow() still counts in the columns laid out before.
  keepingTop([this] { laidOutColumns_ = columns(); });
  QAbstractItemView::resizeEvent(event);
  emit visibleRowsChanged();
}

void ThumbnailGrid::updateGeometries() {
  laidOutColumns_ = columns();
  const int lines = (count() + laidOutColumns_ - 1) / laidOutColumns_;
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(std::max(8, cell_.height() / 4));
  verticalScrollBar()->setRange(0, std::max(0, lines * cell_.height() - viewport()->height()));
  QAbstractItemView::updateGeometries();
}

void ThumbnailGrid::scrollContentsBy(int dx, int dy) {
  scrollDirtyRegion(dx, dy);
  viewport()->scroll(dx, dy);
  emit visibleRowsChanged();
}

}  // namespace vignette
