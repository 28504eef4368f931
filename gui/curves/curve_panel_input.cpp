// What mouse and keys do in a panel's plot.

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "curves/curve_panel.h"
#include "curves/marker_item.h"

namespace vignette {

namespace {
constexpr int kClickDistance = 3;
constexpr int kMarkersTold = 8;
constexpr double kPanShare = 0.1, kZoomFactor = 1.5;
}  // namespace

void CurvePanel::connectInput() {
  connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
    if (!settingRange_) emit rangeChanged(range.lower, range.upper);
  });
  connect(plot_, &QCustomPlot::mousePress, this, &CurvePanel::press);
  connect(plot_, &QCustomPlot::mouseRelease, this, &CurvePanel::release);
  connect(plot_, &QCustomPlot::mouseWheel, this, &CurvePanel::wheel);
  connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
    showMarker(event);
    emit crosshairMoved(plot_->xAxis->pixelToCoord(event->pos().x()));
  });
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &CurvePanel::fitRequested);
  plot_->installEventFilter(this);
}

bool CurvePanel::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::Leave:
      emit crosshairLeft();
      break;
    case QEvent::FocusIn:
    case QEvent::FocusOut:
      update();
      break;
    case QEvent::KeyPress:
      if (key(static_cast<QKeyEvent*>(event))) return true;
      break;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

bool CurvePanel::key(QKeyEvent* event) {
  const bool control = event->modifiers() & Qt::ControlModifier;
  const double x = std::isfinite(crosshairX_) ? crosshairX_ : plot_->xAxis->range().center();
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
      const int direction = event->key() == Qt::Key_Left ? -1 : 1;
      if (event->modifiers() & Qt::AltModifier)
        emit captionsMoveRequested(direction);
      else
        control ? pan(direction * kPanShare) : moveCrosshair(direction);
      return true;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoom(1 / kZoomFactor);
      return true;
    case Qt::Key_Minus:
      zoom(kZoomFactor);
      return true;
    case Qt::Key_Home:
      emit fitRequested();
      return true;
    case Qt::Key_Backspace:
      emit zoomBackRequested();
      return true;
    case Qt::Key_L:
      emit logScaleRequested();
      return true;
    case Qt::Key_N:
      emit noteRequested(stepAt(x));
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const auto step = stepAt(x); step >= 0) emit stepActivated(step, true);
      return true;
    case Qt::Key_Menu:
      emit menuRequested(stepAt(x), plot_->mapToGlobal(plot_->axisRect()->center()));
      return true;
    default:
      return false;
  }
}

/// To the next point that is drawn; into view when it lies outside.
void CurvePanel::moveCrosshair(int direction) {
  const auto* line = longestLine();
  if (!line) return;
  const auto range = plot_->xAxis->range();
  const auto& xs = line->trace.smoothX;
  int index = line->trace.nearest(std::isfinite(crosshairX_) ? crosshairX_ : range.center());
  if (std::isfinite(crosshairX_)) index = std::clamp(index + direction, 0, int(xs.size()) - 1);
  if (!range.contains(xs[index])) pan(direction * kPanShare);
  emit crosshairMoved(xs[index]);
}

void CurvePanel::pan(double share) {
  plot_->xAxis->moveRange(plot_->xAxis->range().size() * share);
}

void CurvePanel::zoom(double factor) {
  const auto range = plot_->xAxis->range();
  const bool around = std::isfinite(crosshairX_) && range.contains(crosshairX_);
  plot_->xAxis->scaleRange(factor, around ? crosshairX_ : range.center());
}

/// Beside the y axis, wheel and drag change that axis of this panel alone.
void CurvePanel::wheel(QWheelEvent* event) {
  const bool onY = event->position().x() < plot_->axisRect()->left();
  plot_->axisRect()->setRangeZoom(onY ? Qt::Vertical : Qt::Horizontal);
  if (onY) autoY_ = false;
}

void CurvePanel::press(QMouseEvent* event) {
  pressed_ = event->pos();
  plot_->setFocus(Qt::MouseFocusReason);
  const bool onY = event->pos().x() < plot_->axisRect()->left();
  const bool rectangle = event->button() == Qt::RightButton || (event->modifiers() & Qt::ShiftModifier);
  plot_->axisRect()->setRangeDrag(onY ? Qt::Vertical : Qt::Horizontal);
  plot_->setSelectionRectMode(rectangle ? QCP::srmZoom : QCP::srmNone);
}

void CurvePanel::release(QMouseEvent* event) {
  const bool moved = (event->pos() - pressed_).manhattanLength() > kClickDistance;
  if (moved && (plot_->selectionRectMode() == QCP::srmZoom || pressed_.x() < plot_->axisRect()->left())) autoY_ = false;
  if (moved || !plot_->axisRect()->rect().contains(event->pos())) return;
  const auto step = stepAt(plot_->xAxis->pixelToCoord(event->pos().x()));
  if (event->button() == Qt::RightButton) {
    emit menuRequested(step, event->globalPosition().toPoint());
  } else if (event->button() == Qt::LeftButton && step >= 0) {
    emit stepActivated(step, false);
  }
}

/// What is marked where the pointer is, one a line.
void CurvePanel::showMarker(const QMouseEvent* event) {
  const auto near = markers_->near(event->pos().x());
  QStringList lines;
  for (const auto& marker : near.mid(0, kMarkersTold)) lines << markerLine(marker);
  if (near.size() > kMarkersTold) lines << tr("and %n more", nullptr, int(near.size()) - kMarkersTold);
  if (lines.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(event->globalPosition().toPoint(), lines.join('\n'), plot_);
}

}  // namespace vignette
