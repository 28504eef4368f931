#pragma once
// All markers of a panel as one item of the plot: lines, flags and names. GUI thread. Includes QCustomPlot.

#include <qcustomplot.h>

#include "app/theme.h"
#include "curves/curve_markers.h"

namespace vignette {

class MarkerItem : public QCPAbstractItem {
  Q_OBJECT

 public:
  explicit MarkerItem(QCustomPlot* plot) : QCPAbstractItem(plot) { setSelectable(false); }

  void setMarkers(QVector<CurveMarker> markers) { markers_ = std::move(markers); }
  void setColours(const ThemeColours& colours) { colours_ = colours; }
  /// Whether markers are named beside their line: one panel of a view is enough.
  void setNamed(bool named) { named_ = named; }
  /// Those within a few pixels of `x`, in pixels of the plot.
  QVector<CurveMarker> near(double x) const;

  double selectTest(const QPointF&, bool, QVariant* = nullptr) const override { return -1; }

 protected:
  void draw(QCPPainter* painter) override;

 private:
  void drawMarker(QCPPainter* painter, const CurveMarker& marker, double x) const;
  void drawNames(QCPPainter* painter) const;

  QVector<CurveMarker> markers_;
  ThemeColours colours_;
  bool named_ = false;
};

}  // namespace vignette
