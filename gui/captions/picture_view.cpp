#include "captions/picture_view.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "captions/caption_delegate.h"

namespace vignette {

namespace {
constexpr int kLongSide = 2560;
constexpr double kMostZoom = 64, kZoomStep = 1.25;
}  // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  pool_.setMaxThreadCount(1);
  setFocusPolicy(Qt::StrongFocus);
  setToolTip(tr("Turn the wheel, or press + and −, to zoom; drag to move; double-click or press 0 to fit."));
}

PictureView::~PictureView() {
  pool_.clear();
  pool_.waitForDone();
}

void PictureView::showPicture(const QString& path, const QImage& preview) {
  if (path == path_) return;
  path_ = path;
  picture_ = {preview, {}};
  scaled_ = {};
  fit();
  setAccessibleName(path);
  update();
  pool_.clear();
  if (path.isEmpty()) return;
  pool_.start([this, path] {
    auto picture = decodePicture(path, kLongSide);
    QMetaObject::invokeMethod(
        this,
        [this, path, picture = std::move(picture)] {
          if (path != path_) return;
          picture_ = picture;
          scaled_ = {};
          update();
          emit loaded();
        },
        Qt::QueuedConnection);
  });
}

void PictureView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!picture_.problem.isEmpty()) {
    painter.setPen(palette().color(QPalette::WindowText));
    drawElidedLines(&painter, rect().adjusted(12, 12, -12, -12), tr("Cannot be shown: %1").arg(picture_.problem), 12,
                    Qt::AlignLeft);
    return;
  }
  if (picture_.image.isNull()) return;
  if (zoom_ > 1) return paintZoomed(painter);
  const qreal ratio = devicePixelRatioF();
  const QSize wanted = picture_.image.size().scaled((QSizeF(size()) * ratio).toSize(), Qt::KeepAspectRatio);
  if (scaled_.size() != wanted) {
    scaled_ = QPixmap::fromImage(picture_.image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    scaled_.setDevicePixelRatio(ratio);
  }
  const QSizeF shown = QSizeF(wanted) / ratio;
  painter.drawPixmap(QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), scaled_);
}

/// Only the part in sight is scaled; single pixels stay sharp once they are large.
void PictureView::paintZoomed(QPainter& painter) {
  const auto size = fittedSize() * zoom_;
  const QRectF target(width() / 2.0 - centre_.x() * size.width(), height() / 2.0 - centre_.y() * size.height(),
                      size.width(), size.height());
  const double pixel = size.width() / picture_.image.width();
  painter.setRenderHint(QPainter::SmoothPixmapTransform, pixel < 4);
  const auto seen = target.intersected(rect());
  const QRectF source((seen.left() - target.left()) / pixel, (seen.top() - target.top()) / pixel, seen.width() / pixel,
                      seen.height() / pixel);
  painter.drawImage(seen, picture_.image, source);
}

QSizeF PictureView::fittedSize() const {
  if (picture_.image.isNull()) return {};
  return QSizeF(picture_.image.size()).scaled(QSizeF(size()), Qt::KeepAspectRatio);
}

void PictureView::fit() {
  zoom_ = 1;
  centre_ = {0.5, 0.5};
  setCursor(Qt::ArrowCursor);
  update();
}

void PictureView::setZoom(double zoom, const QPointF& point) {
  zoom = std::clamp(zoom, 1.0, kMostZoom);
  const auto size = fittedSize();
  if (size.isEmpty() || zoom == zoom_) return;
  if (zoom == 1) return fit();
  const auto from = point - QPointF(width(), height()) / 2;
  const auto before = size * zoom_, after = size * zoom;
  zoom_ = zoom;
  setCursor(Qt::OpenHandCursor);
  moveBy(
      {from.x() / before.width() - from.x() / after.width(), from.y() / before.height() - from.y() / after.height()});
}

/// The picture's edges come no further in than the widget's.
void PictureView::moveBy(const QPointF& by) {
  const auto size = fittedSize() * zoom_;
  const auto kept = [](double centre, double widget, double picture) {
    const double half = picture > widget ? widget / picture / 2 : 0.5;
    return std::clamp(centre, half, 1 - half);
  };
  centre_ = {kept(centre_.x() + by.x(), width(), size.width()), kept(centre_.y() + by.y(), height(), size.height())};
  update();
}

void PictureView::resizeEvent(QResizeEvent*) {
  if (zoom_ > 1 && !picture_.image.isNull()) moveBy({});
}

void PictureView::wheelEvent(QWheelEvent* event) {
  setZoom(zoom_ * std::pow(kZoomStep, event->angleDelta().y() / 120.0), event->position());
  event->accept();
}

void PictureView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || zoom_ == 1) return QWidget::mousePressEvent(event);
  dragging_ = true;
  pressed_ = event->position();
  setCursor(Qt::ClosedHandCursor);
}

void PictureView::mouseMoveEvent(QMouseEvent* event) {
  if (!dragging_) return;
  const auto by = pressed_ - event->position();
  const auto size = fittedSize() * zoom_;
  pressed_ = event->position();
  moveBy({by.x() / size.width(), by.y() / size.height()});
}

void PictureView::mouseReleaseEvent(QMouseEvent*) {
  if (std::exchange(dragging_, false)) setCursor(Qt::OpenHandCursor);
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event) {
  dragging_ = false;
  const auto size = fittedSize();
  if (size.isEmpty()) return;
  const double whole = picture_.image.width() / devicePixelRatioF() / size.width();
  zoom_ > 1 ? fit() : setZoom(std::max(2.0, whole), event->position());
}

void PictureView::keyPressEvent(QKeyEvent* event) {
  const QPointF middle(width() / 2.0, height() / 2.0);
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return setZoom(zoom_ * kZoomStep, middle);
    case Qt::Key_Minus:
      return setZoom(zoom_ / kZoomStep, middle);
    case Qt::Key_0:
      return fit();
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      if (zoom_ == 1) break;
      moveBy({(event->key() == Qt::Key_Right  ? 0.1
               : event->key() == Qt::Key_Left ? -0.1
                                              : 0) /
                  zoom_,
              (event->key() == Qt::Key_Down ? 0.1
               : event->key() == Qt::Key_Up ? -0.1
                                            : 0) /
                  zoom_});
      return;
  }
  QWidget::keyPressEvent(event);
}

}  // namespace vignette
