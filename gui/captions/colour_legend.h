#pragma once
// The ramp of the score's colours with its ends.

#include <QWidget>

namespace vignette {

class ColourLegend : public QWidget {
  Q_OBJECT

 public:
  explicit ColourLegend(QWidget* parent = nullptr);

  /// Nothing is drawn while both are empty.
  void setEnds(const QString& low, const QString& high);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString low_, high_;
};

}  // namespace vignette
