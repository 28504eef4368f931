#pragma once
// A caption's reward as a stacked bar: each term's share, the baseline, and what is left as advantage.

#include <QWidget>

#include "captions/reward_anatomy.h"

namespace vignette {

class RewardBar : public QWidget {
  Q_OBJECT

 public:
  explicit RewardBar(QWidget* parent = nullptr);

  void showAnatomy(const RewardAnatomy& anatomy, const QString& baseline);
  const RewardAnatomy& anatomy() const { return anatomy_; }
  /// "Cosine: 0.5 × 62.10 = 31.05" and so on, a line each.
  QString text() const;

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Entry {
    QString text;
    QColor colour;
  };
  std::vector<Entry> entries() const;
  QStringList advantageTexts() const;
  int legend(int width, class QPainter* painter) const;

  RewardAnatomy anatomy_;
  QString baseline_;
};

}  // namespace vignette
