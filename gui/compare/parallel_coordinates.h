#pragma once
// Runs as lines over axes: the parameters in which they differ, and a metric that colours them. Dragging on an axis
// keeps the runs of that range; a click on a line selects its run.

#include <QWidget>
#include <map>
#include <optional>
#include <vector>

#include "compare/run_comparison.h"

class QPainter;

namespace vignette {

struct ParallelAxis {
  QString label;
  bool logarithmic = false;
  QStringList categories;                     ///< of a categorical axis, in order; empty for numbers
  std::vector<std::optional<double>> values;  ///< by run; the index of its category; none: the run has no value
};

/// Axes of the differing parameters, in their order, and of `metric` (a row of comparison.metrics) at the end. Rates
/// that span more than a decade get a logarithmic axis.
std::vector<ParallelAxis> parallelAxes(const RunComparison& comparison, const QString& metric);

class ParallelCoordinates : public QWidget {
  Q_OBJECT

 public:
  explicit ParallelCoordinates(QWidget* parent = nullptr);

  void setAxes(std::vector<ComparedRun> runs, std::vector<ParallelAxis> axes);
  /// The runs inside all brushes.
  QList<qint64> keptRuns() const;
  QSize minimumSizeHint() const override { return {260, 180}; }

 signals:
  void runActivated(qint64 run);
  void brushed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRectF plotArea() const;
  double xOf(std::size_t axis) const;
  double share(const ParallelAxis& axis, double value) const;
  std::optional<QPointF> point(std::size_t axis, std::size_t run) const;
  bool isKept(std::size_t run) const;
  QColor colourOf(std::size_t run) const;
  std::optional<std::size_t> axisAt(const QPointF& position) const;
  std::optional<std::size_t> runAt(const QPointF& position) const;
  void paintAxis(QPainter& painter, std::size_t axis) const;
  void paintRun(QPainter& painter, std::size_t run, bool hovered) const;

  std::vector<ComparedRun> runs_;
  std::vector<ParallelAxis> axes_;
  std::map<std::size_t, std::pair<double, double>> brushes_;  // shares from the bottom, by axis
  std::optional<std::size_t> dragged_, hovered_;
  QPointF pressed_;
};

}  // namespace vignette
