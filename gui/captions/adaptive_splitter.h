#pragma once
// A grid beside its detail, or above it where there is little room.

#include <QSplitter>

namespace vignette {

/// Its second widget is the detail.
class AdaptiveSplitter : public QSplitter {
  Q_OBJECT

 public:
  using QSplitter::QSplitter;

  /// The detail's first share of the room; what the user makes of it later stays.
  void share();
  /// The detail gets nearly all of the room, or its share again.
  void setDetailLarge(bool large);
  bool detailLarge() const { return large_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  int room() const { return orientation() == Qt::Horizontal ? width() : height(); }

  bool shared_ = false, large_ = false;
};

}  // namespace vignette
