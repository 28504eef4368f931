#pragma once
// Blind rating: two runs' captions of one picture, left and right by chance; which run is which shows at the end only.

#include <QHash>
#include <QWidget>
#include <vector>

#include "compare/run_comparison.h"
#include "store/caption_rating.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace vignette {

class StoreAccess;

/// A win rate with its 95 % interval (Wilson 1927). Ties count half.
struct WinRate {
  double rate = 0.5, low = 0, high = 1;
};
WinRate winRate(std::int64_t wins, std::int64_t ties, std::int64_t losses);

class RatingView : public QWidget {
  Q_OBJECT

 public:
  explicit RatingView(StoreAccess* store, QWidget* parent = nullptr);

  void setRuns(const std::vector<ComparedRun>& runs);
  /// Of the picture shown: the caption of run A is on the left.
  bool firstOnLeft() const;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Item {
    PairedCaption pair;
    std::int64_t steps[2] = {0, 0};
  };
  void build();
  void read();
  void take(std::vector<Item> items, std::vector<CaptionRating> ratings);
  void showItem();
  void showPicture();
  void showResult();
  void rate(const QString& side);
  void undo();
  std::size_t rated() const { return ratings_.size(); }

  StoreAccess* store_;
  QComboBox *first_ = nullptr, *second_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QLabel *message_ = nullptr, *progress_ = nullptr, *picture_ = nullptr, *left_ = nullptr, *right_ = nullptr,
         *result_ = nullptr;
  QPushButton *leftBetter_ = nullptr, *tie_ = nullptr, *rightBetter_ = nullptr, *undo_ = nullptr, *end_ = nullptr;
  std::vector<ComparedRun> runs_;
  std::vector<Item> items_;  // those not rated yet, in the order in which they come; the last one is shown
  std::vector<CaptionRating> ratings_;
  std::vector<Item> undone_;  // rated here, newest last
  QImage image_;
  quint64 serial_ = 0;
  bool stale_ = true, ended_ = false;
};

}  // namespace vignette
