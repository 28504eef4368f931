#pragma once
// A score's distribution, brushed with mouse or keys: a drag picks a range, a click or Delete clears it.

#include <QWidget>
#include <vector>

#include "captions/caption_filter.h"
#include "captions/caption_set.h"

namespace vignette {

class ScoreHistogram : public QWidget {
  Q_OBJECT

 public:
  explicit ScoreHistogram(int score, QWidget* parent = nullptr);

  int score() const { return score_; }
  /// The bins' edges and the counts of all captions and of those shown.
  void showCounts(const ScoreColumn& column, const std::vector<int>& shown);
  void showRange(const ScoreRange& range);
  const ScoreRange& range() const { return range_; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

 signals:
  /// The user picked another range, or none.
  void rangeEdited(int score, const vignette::ScoreRange& range);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QRect plot() const;
  int binAt(int x) const;
  /// First and last bin of the range, both ends included.
  std::pair<int, int> brushed() const;
  void edit(const ScoreRange& range);
  void brush(int from, int to);
  QString rangeText() const;

  int score_;
  double low_ = 0, high_ = 0;
  std::vector<int> all_, shown_;
  ScoreRange range_;
  int pressed_ = -1;
  bool dragged_ = false;
};

}  // namespace vignette
