#pragma once
// One figure of the machine: its name, its value now, and the last ten minutes as a small curve. GUI thread.

#include <QWidget>
#include <deque>

namespace vignette {

class FigureHistory : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kSeconds = 600;

  explicit FigureHistory(const QString& title, QWidget* parent = nullptr);
  QString title() const { return title_; }
  QString text() const { return text_; }
  std::size_t samples() const { return values_.size(); }

  /// `share` in 0 to 1 of the curve's height, NaN for unknown; `time` in seconds since 1970.
  void add(double time, double share, const QString& text, const QString& tip);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintCurve(QPainter& painter, const QRect& area) const;

  QString title_, text_;
  std::deque<std::pair<double, double>> values_;  // (time, share)
};

}  // namespace vignette
