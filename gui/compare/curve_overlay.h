#pragma once
// One curve of several runs over each other: mean per pixel column strong, minimum to maximum faint.

#include <QWidget>
#include <string>
#include <vector>

#include "compare/run_comparison.h"

class QCheckBox;
class QComboBox;
class QCPRange;
class QCustomPlot;
class QLabel;
class QTimer;

namespace vignette {

class StoreAccess;

class CurveOverlay : public QWidget {
  Q_OBJECT

 public:
  explicit CurveOverlay(StoreAccess* store, QWidget* parent = nullptr);

  /// The chosen series and, while it is not at the ends, the range stay.
  void setRuns(const std::vector<ComparedRun>& runs, const std::vector<std::string>& series);
  QCustomPlot* plot() const { return plot_; }

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct RunCurve {
    std::vector<CurveBucket> buckets;
    QString problem;
  };
  void makePlot();
  void moveLegendAbove();
  void applyPalette();
  void read();
  void draw(const std::vector<RunCurve>& curves);
  void drawRun(std::size_t place, const RunCurve& curve);
  void drawSeeds(std::size_t place, const std::vector<std::size_t>& members);
  void showAll();
  void showCursor(double step);

  StoreAccess* store_;
  QComboBox* series_ = nullptr;
  QCheckBox* seeds_ = nullptr;
  QCustomPlot* plot_ = nullptr;
  QLabel* cursor_ = nullptr;
  QTimer* rereading_ = nullptr;
  std::vector<ComparedRun> runs_;
  std::vector<RunCurve> curves_;
  quint64 serial_ = 0;
  bool wholeRange_ = true, setting_ = false;
};

}  // namespace vignette
