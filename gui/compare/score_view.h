#pragma once
// Scores of the compared runs with intervals and paired comparisons, and a scatter of one score in two runs.

#include <QWidget>
#include <vector>

#include "compare/score_comparison.h"

class QComboBox;
class QCustomPlot;
class QLabel;
class QTableView;

namespace vignette {

class RunTableModel;
class StoreAccess;

class ScoreView : public QWidget {
  Q_OBJECT

 public:
  explicit ScoreView(StoreAccess* store, QWidget* parent = nullptr);

  /// Reads and computes when it can be seen, off the GUI thread.
  void setRuns(const std::vector<ComparedRun>& runs);
  /// What is shown; empty until the first computation is over.
  const ScoreComparison& scores() const { return scores_; }
  QCustomPlot* plot() const { return plot_; }

 signals:
  /// A point was clicked: this picture in run A, and in run B.
  void pairActivated(qint64 first, qint64 second, qint64 imageId);
  void computed();

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void makePlot();
  void applyPalette();
  void read();
  void take(ScoreComparison scores);
  void drawScatter();
  void activate(const QPoint& position);
  QString stepsText() const;
  std::size_t place(const QComboBox* box) const;

  StoreAccess* store_;
  QLabel* summary_ = nullptr;
  QTableView* table_ = nullptr;
  RunTableModel* model_ = nullptr;
  QComboBox *first_ = nullptr, *second_ = nullptr, *score_ = nullptr;
  QCustomPlot* plot_ = nullptr;
  std::vector<ComparedRun> runs_;
  std::shared_ptr<const std::vector<std::vector<CaptionRecord>>> captions_;
  std::vector<PairedCaption> points_;
  ScoreComparison scores_;
  quint64 serial_ = 0;
  bool stale_ = true;
};

}  // namespace vignette
