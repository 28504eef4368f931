#include "captions/adaptive_splitter.h"

#include <QResizeEvent>

namespace vignette {

namespace {
constexpr int kNarrow = 620;  // pixels: below it the detail lies under the grid
}

void AdaptiveSplitter::resizeEvent(QResizeEvent* event) {
  const auto wanted = event->size().width() < kNarrow ? Qt::Vertical : Qt::Horizontal;
  if (wanted != orientation()) {
    setOrientation(wanted);
    shared_ = false;
  }
  QSplitter::resizeEvent(event);
  share();
}

void AdaptiveSplitter::share() {
  if (shared_ || widget(1)->isHidden()) return;
  shared_ = true;
  large_ = false;
  const int all = room(), first = orientation() == Qt::Horizontal ? 58 : 40;
  setSizes({all * first / 100, all * (100 - first) / 100});
}

void AdaptiveSplitter::setDetailLarge(bool large) {
  if (large == large_ || widget(1)->isHidden()) return;
  if (!large) {
    shared_ = false;
    return share();
  }
  large_ = true;
  setSizes({1, room()});
}

}  // namespace vignette
