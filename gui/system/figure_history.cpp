#include "system/figure_history.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/theme.h"

namespace vignette {

namespace {
constexpr double kNearlyFull = 0.92;
constexpr double kGapSeconds = 3.5;  // longer without a sample: the curve is broken
}  // namespace

FigureHistory::FigureHistory(const QString& title, QWidget* parent) : QWidget(parent), title_(title) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FigureHistory::add(double time, double share, const QString& text, const QString& tip) {
  text_ = text;
  setToolTip(tip);
  setAccessibleName(title_);
  setAccessibleDescription(text);
  if (std::isfinite(share)) values_.emplace_back(time, std::clamp(share, 0.0, 1.0));
  while (!values_.empty() && values_.front().first < time - kSeconds) values_.pop_front();
  update();
}

QSize FigureHistory::sizeHint() const {
  return {fontMetrics().averageCharWidth() * 26, fontMetrics().height() * 4};
}

QSize FigureHistory::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() * 3};
}

void FigureHistory::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto& colours = Theme::instance().colours();
  const auto line = fontMetrics().height();
  painter.setPen(colours.muted);
  const int valueWidth = std::min(fontMetrics().horizontalAdvance(text_), width());
  painter.drawText(QRect(0, 0, width() - valueWidth - 8, line), Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(title_, Qt::ElideRight, std::max(0, width() - valueWidth - 8)));
  painter.setPen(colours.text);
  painter.drawText(QRect(0, 0, width(), line), Qt::AlignRight | Qt::AlignVCenter,
                   fontMetrics().elidedText(text_, Qt::ElideRight, width()));
  paintCurve(painter, QRect(0, line + 3, width(), height() - line - 4));
}

void FigureHistory::paintCurve(QPainter& painter, const QRect& area) const {
  const auto& colours = Theme::instance().colours();
  painter.setPen(QPen(colours.grid, 1));
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  if (values_.empty()) return;
  const double end = values_.back().first;
  const auto place = [&](const std::pair<double, double>& value) {
    return QPointF(area.right() - (end - value.first) / kSeconds * area.width(),
                   area.bottom() - value.second * (area.height() - 2));
  };
  QPainterPath curve, filled;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const auto point = place(values_[i]);
    if (i == 0 || values_[i].first - values_[i - 1].first > kGapSeconds) {
      if (i > 0) filled.lineTo(place(values_[i - 1]).x(), area.bottom());
      filled.moveTo(point.x(), area.bottom());
      filled.lineTo(point);
      curve.moveTo(point);
    } else {
      curve.lineTo(point);
      filled.lineTo(point);
    }
  }
  filled.lineTo(place(values_.back()).x(), area.bottom());
  auto colour = values_.back().second > kNearlyFull ? colours.warning : colours.accent;
  painter.setPen(QPen(colour, 1.5));
  painter.drawPath(curve);
  colour.setAlpha(40);
  painter.fillPath(filled, colour);
}

}  // namespace vignette
