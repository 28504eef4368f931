#include "curves/marker_item.h"

#include <cmath>
#include <limits>

namespace vignette {
namespace {

using Kind = CurveMarker::Kind;
constexpr double kNear = 4;  // pixels
constexpr int kNameWidth = 220;

bool hasName(Kind kind) {
  return kind != Kind::evaluation && kind != Kind::checkpoint;
}

/// Kinds differ in form as well as in colour.
void drawFlag(QCPPainter* painter, Kind kind, double x, double top, double bottom) {
  switch (kind) {
    case Kind::note:
      painter->drawPolygon(QPolygonF({{x, top}, {x + 8, top + 4}, {x, top + 8}}));
      return;
    case Kind::warning:
      painter->drawPolygon(QPolygonF({{x, top}, {x + 5, top + 9}, {x - 5, top + 9}}));
      return;
    case Kind::change:
      painter->drawPolygon(QPolygonF({{x, top}, {x + 4, top + 4}, {x, top + 8}, {x - 4, top + 4}}));
      return;
    case Kind::checkpoint:
      painter->drawRect(QRectF(x - 2.5, bottom - 6, 5, 5));
      return;
    case Kind::phase:
    case Kind::evaluation:
      return;
  }
}

}  // namespace

QVector<CurveMarker> MarkerItem::near(double x) const {
  QVector<CurveMarker> found;
  for (const auto& marker : markers_)
    if (std::abs(mParentPlot->xAxis->coordToPixel(marker.x) - x) <= kNear) found << marker;
  return found;
}

void MarkerItem::draw(QCPPainter* painter) {
  const auto* axis = mParentPlot->xAxis;
  const auto range = axis->range();
  double last[std::size(kMarkerKinds)];
  std::fill(std::begin(last), std::end(last), -std::numeric_limits<double>::infinity());
  painter->setAntialiasing(true);
  for (const auto& marker : markers_) {
    if (!range.contains(marker.x)) continue;
    const double x = axis->coordToPixel(marker.x);
    auto& before = last[std::size_t(marker.kind)];
    if (std::abs(x - before) < 1) continue;  // would be drawn over the one before
    before = x;
    drawMarker(painter, marker, x);
  }
  if (named_) drawNames(painter);
}

void MarkerItem::drawMarker(QCPPainter* painter, const CurveMarker& marker, double x) const {
  const auto* rect = mParentPlot->axisRect();
  const auto colour = markerColour(marker.kind, colours_);
  const bool tick = marker.kind == Kind::evaluation || marker.kind == Kind::checkpoint;
  const double length = tick ? (marker.kind == Kind::evaluation ? 9 : 0) : rect->height();
  painter->setPen(QPen(colour, marker.kind == Kind::evaluation ? 1.5 : 1,
                       marker.kind == Kind::phase || tick ? Qt::SolidLine : Qt::DashLine));
  if (length > 0) painter->drawLine(QPointF(x, rect->bottom()), QPointF(x, rect->bottom() - length));
  painter->setPen(QPen(colour, 1));
  painter->setBrush(colour);
  drawFlag(painter, marker.kind, x, rect->top() + 1, rect->bottom());
}

/// Phases at the bottom, the others at the top; a name that would run into the one before it is left out.
void MarkerItem::drawNames(QCPPainter* painter) const {
  const auto* rect = mParentPlot->axisRect();
  const auto range = mParentPlot->xAxis->range();
  const QFontMetrics metrics(mParentPlot->font());
  painter->setFont(mParentPlot->font());
  double end[2] = {0, 0};
  for (const auto& marker : markers_) {
    if (!hasName(marker.kind) || !range.contains(marker.x)) continue;
    const bool low = marker.kind == Kind::phase;
    const double x = mParentPlot->xAxis->coordToPixel(marker.x) + (low ? 4 : 11);
    if (x < end[low]) continue;
    const auto text = metrics.elidedText(marker.text.section('\n', 0, 0), Qt::ElideRight, kNameWidth);
    const double y = low ? rect->bottom() - metrics.height() - 2 : rect->top() - 2;
    auto ground = colours_.base;
    ground.setAlpha(200);
    painter->fillRect(QRectF(x - 2, y, metrics.horizontalAdvance(text) + 4, metrics.height()), ground);
    painter->setPen(markerColour(marker.kind, colours_));
    painter->drawText(QRectF(x, y, kNameWidth, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    end[low] = x + metrics.horizontalAdvance(text) + 8;
  }
}

}  // namespace vignette
