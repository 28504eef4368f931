#include "captions/picture_view.h"

#include <QPainter>

#include "captions/caption_delegate.h"

namespace vignette {

namespace {
constexpr int kLongSide = 2560;
}

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  pool_.setMaxThreadCount(1);
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
  const qreal ratio = devicePixelRatioF();
  const QSize wanted = picture_.image.size().scaled((QSizeF(size()) * ratio).toSize(), Qt::KeepAspectRatio);
  if (scaled_.size() != wanted) {
    scaled_ = QPixmap::fromImage(picture_.image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    scaled_.setDevicePixelRatio(ratio);
  }
  const QSizeF shown = QSizeF(wanted) / ratio;
  painter.drawPixmap(QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), scaled_);
}

}  // namespace vignette
