#include "curves/curve_picture.h"

#include <qcustomplot.h>

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "app/theme.h"
#include "curves/curve_panel.h"

namespace vignette {
namespace {

constexpr double kDotsPerInch = 96;

int legendHeight(const CurvePicture& picture) {
  return picture.panels.first()->fontMetrics().height() + 12;
}

QSize sizeOf(const CurvePicture& picture) {
  int height = legendHeight(picture);
  for (const auto* panel : picture.panels) height += panel->height();
  return {picture.panels.first()->width(), height};
}

void drawLegend(QCPPainter& painter, const CurvePicture& picture, const ThemeColours& colours) {
  const auto font = picture.panels.first()->font();
  const QFontMetrics metrics(font);
  painter.setFont(font);
  int x = 12;
  const int height = legendHeight(picture);
  for (int i = 0; i < picture.runs.size(); ++i) {
    painter.fillRect(QRectF(x, height / 2.0 - 4, 9, 9), picture.colours[i]);
    painter.setPen(colours.text);
    painter.drawText(QRect(x + 14, 0, metrics.horizontalAdvance(picture.runs[i]) + 8, height),
                     Qt::AlignLeft | Qt::AlignVCenter, picture.runs[i]);
    x += metrics.horizontalAdvance(picture.runs[i]) + 34;
  }
}

void draw(QCPPainter& painter, const CurvePicture& picture, const ThemeColours& colours) {
  const auto size = sizeOf(picture);
  painter.fillRect(QRect(QPoint(), size), colours.base);
  drawLegend(painter, picture, colours);
  int y = legendHeight(picture);
  for (auto* panel : picture.panels) {
    panel->paint(&painter, QRect(0, y, size.width(), panel->height()), colours);
    y += panel->height();
  }
}

}  // namespace

QImage drawImage(const CurvePicture& picture, const ThemeColours& colours, double ratio) {
  QImage image((QSizeF(sizeOf(picture)) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  image.fill(colours.base);
  QCPPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  draw(painter, picture, colours);
  return image;
}

QByteArray drawSvg(const CurvePicture& picture) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(int(kDotsPerInch));
  generator.setSize(sizeOf(picture));
  generator.setViewBox(QRect(QPoint(), sizeOf(picture)));
  generator.setTitle(picture.runs.join(QStringLiteral(", ")));
  QCPPainter painter(&generator);
  painter.setMode(QCPPainter::pmVectorized);
  draw(painter, picture, Theme::coloursOf(false));
  painter.end();
  return bytes;
}

QByteArray drawPdf(const CurvePicture& picture) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  const auto size = QSizeF(sizeOf(picture)) / kDotsPerInch;
  writer.setResolution(int(kDotsPerInch));  // text sizes are in points: it must be the screen's
  writer.setPageSize(QPageSize(size, QPageSize::Inch));
  writer.setPageMargins(QMarginsF());
  writer.setTitle(picture.runs.join(QStringLiteral(", ")));
  QCPPainter painter(&writer);
  painter.setMode(QCPPainter::pmVectorized);
  draw(painter, picture, Theme::coloursOf(false));
  painter.end();
  return bytes;
}

}  // namespace vignette
