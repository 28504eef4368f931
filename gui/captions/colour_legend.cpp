#include "captions/colour_legend.h"

#include <QPainter>

#include "captions/score_kinds.h"

namespace vignette {

namespace {
constexpr int kRamp = 56, kGap = 4;
}

ColourLegend::ColourLegend(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("colourLegend"));
  setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  setToolTip(tr("The score's colours: their ends are the 2nd and the 98th percentile of all captions."));
}

void ColourLegend::setEnds(const QString& low, const QString& high) {
  if (low == low_ && high == high_) return;
  low_ = low;
  high_ = high;
  setAccessibleName(tr("Colours from %1 to %2").arg(low, high));
  updateGeometry();
  update();
}

QSize ColourLegend::sizeHint() const {
  const auto& metrics = fontMetrics();
  return {metrics.horizontalAdvance(low_) + metrics.horizontalAdvance(high_) + kRamp + 2 * kGap, metrics.height()};
}

void ColourLegend::paintEvent(QPaintEvent*) {
  if (low_.isEmpty() && high_.isEmpty()) return;
  QPainter painter(this);
  const auto& metrics = fontMetrics();
  const int left = metrics.horizontalAdvance(low_) + kGap, right = width() - metrics.horizontalAdvance(high_) - kGap;
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, low_);
  painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, high_);
  const int height = std::min(10, this->height());
  for (int x = left; x < right; ++x)
    painter.fillRect(QRect(x, (this->height() - height) / 2, 1, height),
                     scoreColour(static_cast<double>(x - left) / std::max(1, right - left - 1)));
}

}  // namespace vignette
