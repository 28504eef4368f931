#pragma once
// One scalar of several runs over a shared x axis. GUI thread.

#include <QWidget>
#include <map>

#include "curves/curve_query.h"

class QCPGraph;
class QCPItemStraightLine;
class QCPRange;
class QCustomPlot;
class QLabel;
class QMouseEvent;

namespace vignette {

class CurvePanel : public QWidget {
  Q_OBJECT

 public:
  explicit CurvePanel(const QString& series, QWidget* parent = nullptr);
  ~CurvePanel() override;

  const QString& series() const { return series_; }
  /// Draws what `answer` has of this panel's series.
  void setAnswer(const CurveAnswer& answer);
  /// Without telling rangeChanged().
  void setXRange(double lower, double upper);
  void setLogScale(bool log);
  /// Shows a line and the values at `x`; NaN hides both.
  void setCrosshair(double x);
  /// Whether live changes and phases are named beside their line: one panel is enough.
  void setMarkerLabels(bool on) { markerLabels_ = on; }
  /// Back to a y range that follows the data.
  void fitY();
  QCustomPlot* plot() const { return plot_; }
  /// Drawn points, raw and smoothed, of all runs.
  int pointCount() const;

 signals:
  void rangeChanged(double lower, double upper);
  void crosshairMoved(double x);
  void crosshairLeft();
  /// A click without a drag at this step.
  void stepActivated(qint64 step);
  void fitRequested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Line {
    QCPGraph *raw = nullptr, *smooth = nullptr;
    CurveTrace trace;
    QString name;
    QColor colour;
  };
  void buildPlot();
  void recolour();
  void style(Line& line) const;
  Line& lineOf(qint64 run);
  void dropLinesExcept(const CurveAnswer& answer);
  void setMarkers(const CurveAnswer& answer);
  void addMarker(const CurveMarker& marker);
  void addMarkerLabel(const CurveMarker& marker, const QColor& colour);
  void scaleY();
  void showValues(double x);
  void showMarker(const QMouseEvent* event);
  void press(QMouseEvent* event);
  void release(QMouseEvent* event);
  qint64 stepAt(double x) const;

  const QString series_;
  QCustomPlot* plot_;
  QLabel *title_, *values_;
  QCPItemStraightLine* crosshair_ = nullptr;
  std::map<qint64, Line> lines_;
  QVector<CurveMarker> markers_;
  QPoint pressed_;
  CurveAxis axis_ = CurveAxis::step;
  bool settingRange_ = false, autoY_ = true, log_ = false, markerLabels_ = false;
};

}  // namespace vignette
