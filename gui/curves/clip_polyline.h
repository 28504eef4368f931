#pragma once
// The part of a curve inside a rectangle: pictures in SVG know no clipping. Any thread; free of widgets.

#include <QPair>
#include <QVector>

namespace vignette {

struct ClipBox {
  double left = 0, right = 0, low = 0, high = 0;
  bool log = false;  ///< lines are straight over the logarithm of y; what is not above 0 makes a gap
};

/// x and y of the line through (xs, ys), parallel arrays, cut at the box's edges; NaN in y where it is outside, and
/// where it was a gap. A line that lies wholly inside, a single point too, stays as it is.
QPair<QVector<double>, QVector<double>> clipPolyline(const QVector<double>& xs, const QVector<double>& ys,
                                                     const ClipBox& box);

}  // namespace vignette
