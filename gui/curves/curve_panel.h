#pragma once
// Some scalars of several runs over a shared x axis. GUI thread.

#include <QPen>
#include <QWidget>
#include <map>
#include <utility>
#include <vector>

#include "curves/curve_query.h"
#include "curves/series_chip.h"

class QCPGraph;
class QCPItemStraightLine;
class QCPPainter;
class QCPRange;
class QCustomPlot;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace vignette {

class MarkerItem;
class PanelHead;
struct ThemeColours;

class CurvePanel : public QWidget {
  Q_OBJECT

 public:
  explicit CurvePanel(const QStringList& series, QWidget* parent = nullptr);
  ~CurvePanel() override;

  const QStringList& series() const { return series_; }
  /// Series that stay keep their lines; new ones are drawn with the next answer.
  void setSeries(const QStringList& series);
  PanelHead* head() const { return head_; }
  /// Draws what `answer` has of this panel's series.
  void setAnswer(const CurveAnswer& answer, const MarkerKinds& hiddenMarkers);
  /// Without telling rangeChanged().
  void setXRange(double lower, double upper);
  void setLogScale(bool log);
  bool logScale() const { return log_; }
  /// Shows a line and the values at `x`; NaN hides both.
  void setCrosshair(double x);
  /// Whether markers are named beside their line: one panel is enough.
  void setMarkerNames(bool on);
  /// Back to a y range that follows the data.
  void fitY();
  QCustomPlot* plot() const { return plot_; }
  /// Drawn points, raw and smoothed, of all lines.
  int pointCount() const;
  /// For files and the clipboard: names of the series above the plot, in `colours`, no crosshair.
  void paint(QCPPainter* painter, const QRect& box, const ThemeColours& colours);

 signals:
  void rangeChanged(double lower, double upper);
  void crosshairMoved(double x);
  void crosshairLeft();
  /// A click without a drag, or Enter, at this step.
  void stepActivated(qint64 step, bool byKey);
  /// Alt+← and Alt+→: to the stored captions before and after.
  void captionsMoveRequested(int direction);
  void noteRequested(qint64 step);
  void menuRequested(qint64 step, const QPoint& global);
  void fitRequested();
  void zoomBackRequested();
  void logScaleRequested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Line {
    QCPGraph *raw = nullptr, *smooth = nullptr;
    CurveTrace trace;
    QString run, series;
    QPen pen;
  };
  using LineKey = std::pair<qint64, QString>;

  void buildPlot();
  void recolour(const ThemeColours& colours);
  void chooseTicks();
  void style(Line& line) const;
  Line& lineOf(const LineKey& key);
  void dropLinesExcept(const CurveAnswer& answer);
  void choosePens(const CurveAnswer& answer);
  void clipLines(bool on);
  void scaleY();
  void showValues(double x);
  QString positionText(double x) const;
  const Line* longestLine() const;
  std::vector<const Line*> linesInOrder() const;
  qint64 stepAt(double x) const;
  // curve_panel_input.cpp
  void connectInput();
  bool key(QKeyEvent* event);
  void moveCrosshair(int direction);
  void pan(double share);
  void zoom(double factor);
  void showMarker(const QMouseEvent* event);
  void press(QMouseEvent* event);
  void release(QMouseEvent* event);
  void wheel(QWheelEvent* event);

  QStringList series_;
  QCustomPlot* plot_;
  PanelHead* head_;
  QCPItemStraightLine* crosshair_ = nullptr;
  MarkerItem* markers_ = nullptr;
  std::map<LineKey, Line> lines_;
  int runs_ = 0;
  double crosshairX_;
  QPoint pressed_;
  CurveAxis axis_ = CurveAxis::step;
  bool settingRange_ = false, autoY_ = true, log_ = false, onDark_ = false;
};

}  // namespace vignette
