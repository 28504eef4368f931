#include "curves/series_chip.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "app/theme.h"
#include "curves/series_menu.h"
#include "help/help_view.h"

namespace vignette {

namespace {
constexpr int kPadding = 6, kSample = 18;
}

SeriesChip::SeriesChip(const QString& series, QWidget* parent) : QAbstractButton(parent), series_(series) {
  setObjectName(QStringLiteral("chip.") + series);
  setText(series);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::OpenHandCursor);
  auto bold = font();
  bold.setWeight(QFont::DemiBold);
  setFont(bold);
  setHelpPlace(this, QStringLiteral("glossary#") + series);
  const auto help = seriesHelp(series);
  const auto keys =
      tr("Drag it to another panel, or between two. Click for more. Ctrl+↑ ↓ moves it to the panel above "
         "or below, Alt+↑ ↓ moves its panel, Delete removes it.");
  setToolTip(
      QStringLiteral("<p>%1</p><p>%2</p><p>%3</p>").arg(help.toHtmlEscaped(), keys.toHtmlEscaped(), tr("More: F1")));
  setAccessibleName(tr("Series %1").arg(series));
  setAccessibleDescription(help + ' ' + keys);
  connect(this, &QAbstractButton::clicked, this, [this] { emit menuRequested(mapToGlobal(QPoint(0, height()))); });
}

void SeriesChip::setLine(const QPen& line) {
  if (line == line_) return;
  line_ = line;
  updateGeometry();
  update();
}

int SeriesChip::sampleWidth() const {
  return line_.style() == Qt::NoPen ? 0 : kSample + kPadding;
}

QSize SeriesChip::sizeHint() const {
  const auto metrics = fontMetrics();
  return {metrics.horizontalAdvance(series_) + sampleWidth() + 2 * kPadding + 2, metrics.height() + 6};
}

QSize SeriesChip::minimumSizeHint() const {
  return {qMin(sizeHint().width(), 48), sizeHint().height()};
}

void SeriesChip::paintEvent(QPaintEvent*) {
  const auto& c = Theme::instance().colours();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  if (underMouse() || hasFocus() || dragging_) {
    painter.setPen(hasFocus() ? QPen(c.accent) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() || dragging_ ? QBrush(c.hover) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 5, 5);
  }
  int x = kPadding;
  if (line_.style() != Qt::NoPen) {
    painter.setPen(line_);
    painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + kSample, height() / 2.0));
    x += kSample + kPadding;
  }
  painter.setPen(c.text);
  const auto room = QRect(x, 0, width() - x - kPadding + 2, height());
  painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(series_, Qt::ElideMiddle, room.width()));
}

void SeriesChip::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->pos();
  QAbstractButton::mousePressEvent(event);
}

void SeriesChip::mouseMoveEvent(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton)) return QAbstractButton::mouseMoveEvent(event);
  if (!dragging_ && (event->pos() - pressed_).manhattanLength() < QApplication::startDragDistance()) return;
  if (!dragging_) {
    dragging_ = true;
    setDown(false);
    setCursor(Qt::ClosedHandCursor);
    setFocus(Qt::MouseFocusReason);  // Escape ends the drag
  }
  emit dragged(event->globalPosition().toPoint(), DragPhase::move);
}

void SeriesChip::mouseReleaseEvent(QMouseEvent* event) {
  if (!dragging_) return QAbstractButton::mouseReleaseEvent(event);
  endDrag(event->globalPosition().toPoint(), DragPhase::drop);
}

void SeriesChip::endDrag(const QPoint& global, DragPhase phase) {
  dragging_ = false;
  setCursor(Qt::OpenHandCursor);
  update();
  emit dragged(global, phase);  // may delete this chip's panel later, never now
}

void SeriesChip::keyPressEvent(QKeyEvent* event) {
  if (dragging_ && event->key() == Qt::Key_Escape) return endDrag({}, DragPhase::cancel);
  const int direction = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
  if (direction != 0 && event->modifiers() & Qt::ControlModifier) return emit moveSeriesRequested(direction);
  if (direction != 0 && event->modifiers() & Qt::AltModifier) return emit movePanelRequested(direction);
  if (event->key() == Qt::Key_Delete) return emit removeRequested();
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
  QAbstractButton::keyPressEvent(event);
}

void SeriesChip::contextMenuEvent(QContextMenuEvent* event) {
  emit menuRequested(event->globalPos());
}

}  // namespace vignette
