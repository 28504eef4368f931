#pragma once
// Where the time of a step goes: one bar, divided by the series seconds/…, with shares. GUI thread.

#include <QWidget>
#include <vector>

namespace vignette {

struct PhaseTime {
  QString name;        ///< of the series, without "seconds/"
  double seconds = 0;  ///< a step, on average
};

class PhaseBar : public QWidget {
  Q_OBJECT

 public:
  explicit PhaseBar(QWidget* parent = nullptr);
  /// `steps`: over how many the averages were taken; empty `times`: nothing to show.
  void showTimes(std::vector<PhaseTime> times, qint64 steps);
  const std::vector<PhaseTime>& times() const { return times_; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QString describe(const PhaseTime& time) const;
  double sum() const;
  QRect barArea() const;

  std::vector<PhaseTime> times_;
  qint64 steps_ = 0;
};

}  // namespace vignette
