#include "app/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace vignette {
namespace {

QColor colourFor(QIcon::Mode mode) {
  const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
  return QGuiApplication::palette().color(group, QPalette::WindowText);
}

class LineIconEngine : public QIconEngine {
 public:
  explicit LineIconEngine(QString name) : name_(std::move(name)) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const auto ratio = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
    painter->drawPixmap(rect, linePixmap(name_, qMin(rect.width(), rect.height()), colourFor(mode), ratio));
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
    return linePixmap(name_, qMin(size.width(), size.height()), colourFor(mode));
  }
  QIconEngine* clone() const override { return new LineIconEngine(name_); }
  QString key() const override { return QStringLiteral("vignette-line"); }

 private:
  QString name_;
};

QByteArray source(const QString& name) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

QPixmap linePixmap(const QString& name, int size, const QColor& colour, qreal pixelRatio) {
  const auto key = QStringLiteral("vignette/%1/%2/%3/%4").arg(name).arg(size).arg(colour.name()).arg(pixelRatio);
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  const int side = qMax(1, qRound(size * pixelRatio));
  pixmap = QPixmap(side, side);
  pixmap.fill(Qt::transparent);
  QSvgRenderer renderer(source(name).replace("#000000", colour.name().toLatin1()));
  QPainter painter(&pixmap);
  renderer.render(&painter);
  painter.end();
  pixmap.setDevicePixelRatio(pixelRatio);
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

QIcon lineIcon(const QString& name) {
  return QIcon(new LineIconEngine(name));
}

QIcon applicationIcon() {
  QIcon icon;
  QSvgRenderer renderer(source(QStringLiteral("vignette")));
  for (int side : {16, 24, 32, 48, 64, 128, 256}) {
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    icon.addPixmap(pixmap);
  }
  return icon;
}

}  // namespace vignette
