#include "captions/score_histogram.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "captions/score_kinds.h"

namespace vignette {

namespace {
constexpr int kBarHeight = 34, kPad = 4;
}

ScoreHistogram::ScoreHistogram(int score, QWidget* parent) : QWidget(parent), score_(score) {
  setObjectName(QStringLiteral("histogram_%1").arg(QString::fromUtf8(scoreKey(score))));
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCursor(Qt::CrossCursor);
  setAccessibleName(tr("Distribution of %1").arg(scoreLabel(score)));
}

QSize ScoreHistogram::sizeHint() const {
  return {180, fontMetrics().height() + kBarHeight + 3 * kPad};
}

QRect ScoreHistogram::plot() const {
  const int top = fontMetrics().height() + 2 * kPad;
  return {kPad, top, std::max(kHistogramBins, width() - 2 * kPad), kBarHeight};
}

void ScoreHistogram::showCounts(const ScoreColumn& column, const std::vector<int>& shown) {
  low_ = column.low;
  high_ = column.high;
  all_ = column.counts;
  shown_ = shown;
  setVisible(column.known());
  update();
}

void ScoreHistogram::showRange(const ScoreRange& range) {
  range_ = range;
  setAccessibleDescription(rangeText());
  update();
}

int ScoreHistogram::binAt(int x) const {
  const auto area = plot();
  return std::clamp((x - area.left()) * kHistogramBins / area.width(), 0, kHistogramBins - 1);
}

std::pair<int, int> ScoreHistogram::brushed() const {
  const double span = high_ - low_;
  const auto bin = [&](double value) {
    return span > 0 ? static_cast<int>(std::clamp((value - low_) / span, 0.0, 1.0) * kHistogramBins + 0.5) : 0;
  };
  const int first = range_.low ? bin(*range_.low) : 0;
  const int last = range_.high ? bin(*range_.high) - 1 : kHistogramBins - 1;
  return {std::min(first, kHistogramBins - 1), std::max(first, std::min(last, kHistogramBins - 1))};
}

void ScoreHistogram::edit(const ScoreRange& range) {
  if (range == range_) return;
  showRange(range);
  emit rangeEdited(score_, range);
}

void ScoreHistogram::brush(int from, int to) {
  const auto edge = [this](int bin) { return low_ + (high_ - low_) * bin / kHistogramBins; };
  ScoreRange range;
  const auto [first, last] = std::minmax(from, to);
  range.low = edge(first);
  range.high = last + 1 >= kHistogramBins ? high_ : edge(last + 1);
  edit(range);
}

QString ScoreHistogram::rangeText() const {
  if (!range_.restricts()) return {};
  if (!range_.high) return tr("from %1").arg(scoreText(score_, *range_.low));
  if (!range_.low) return tr("up to %1").arg(scoreText(score_, *range_.high));
  return tr("%1 to %2", "a range of a score").arg(scoreText(score_, *range_.low), scoreText(score_, *range_.high));
}

void ScoreHistogram::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRect head(kPad, kPad, width() - 2 * kPad, fontMetrics().height());
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(head, Qt::AlignLeft, scoreLabel(score_));
  const auto told = range_.restricts()
                        ? rangeText()
                        : QStringLiteral("%1 – %2").arg(scoreText(score_, low_), scoreText(score_, high_));
  painter.setPen(palette().color(range_.restricts() ? QPalette::WindowText : QPalette::PlaceholderText));
  painter.drawText(head, Qt::AlignRight, told);
  const auto area = plot();
  if (range_.restricts()) {
    const auto [first, last] = brushed();
    auto wash = palette().color(QPalette::Highlight);
    wash.setAlpha(60);
    const int left = area.left() + first * area.width() / kHistogramBins;
    painter.fillRect(
        QRect(left, area.top(), area.left() + (last + 1) * area.width() / kHistogramBins - left, area.height()), wash);
  }
  const int most = all_.empty() ? 0 : *std::max_element(all_.begin(), all_.end());
  const auto bar = [&](std::size_t bin, int count, const QColor& colour) {
    if (count <= 0) return;
    const int left = area.left() + static_cast<int>(bin) * area.width() / kHistogramBins;
    const int right = area.left() + (static_cast<int>(bin) + 1) * area.width() / kHistogramBins - 1;
    const int height = std::max(1, static_cast<int>(static_cast<qint64>(area.height()) * count / most));
    painter.fillRect(QRect(left, area.bottom() + 1 - height, std::max(1, right - left), height), colour);
  };
  auto faint = palette().color(QPalette::Mid);
  faint.setAlpha(150);
  for (std::size_t bin = 0; bin < all_.size(); ++bin) {
    bar(bin, all_[bin], faint);
    if (bin < shown_.size()) bar(bin, shown_[bin], scoreColour((static_cast<double>(bin) + 0.5) / kHistogramBins));
  }
  painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
  painter.drawLine(area.bottomLeft() + QPoint(0, 1), area.bottomRight() + QPoint(0, 1));
  if (hasFocus()) painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void ScoreHistogram::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || all_.empty()) return QWidget::mousePressEvent(event);
  pressed_ = event->pos().x();
  dragged_ = false;
}

void ScoreHistogram::mouseMoveEvent(QMouseEvent* event) {
  if (pressed_ < 0) return;
  if (!dragged_ && std::abs(event->pos().x() - pressed_) < 4) return;
  dragged_ = true;
  brush(binAt(pressed_), binAt(event->pos().x()));
}

void ScoreHistogram::mouseReleaseEvent(QMouseEvent*) {
  if (pressed_ >= 0 && !dragged_) edit({});
  pressed_ = -1;
}

/// ← and → move the lower end, with Shift the upper one.
void ScoreHistogram::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  if (key == Qt::Key_Delete || key == Qt::Key_Backspace) return edit({});
  if (key == Qt::Key_Escape && range_.restricts()) return edit({});
  const int by = key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
  if (by == 0 || all_.empty()) return QWidget::keyPressEvent(event);
  auto [first, last] = brushed();
  if (event->modifiers() & Qt::ShiftModifier)
    last = std::clamp(last + by, first, kHistogramBins - 1);
  else
    first = std::clamp(first + by, 0, last);
  if (first == 0 && last == kHistogramBins - 1) return edit({});
  brush(first, last);
}

bool ScoreHistogram::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
      range_.restricts()) {
    event->accept();
    return true;
  }
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QString text = QStringLiteral("<p>%1</p><p>%2</p>")
                     .arg(scoreHelp(score_).toHtmlEscaped(),
                          tr("Drag to pick a range, click to clear it. With the keyboard: ← and → move the lower end, "
                             "with Shift the upper one, Delete clears."));
  if (plot().contains(help->pos()) && !all_.empty()) {
    const auto bin = static_cast<std::size_t>(binAt(help->pos().x()));
    const QLocale locale;
    text += QStringLiteral("<p>%1</p>")
                .arg(tr("%1 of %2 captions here are shown")
                         .arg(locale.toString(bin < shown_.size() ? shown_[bin] : 0), locale.toString(all_[bin])));
  }
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

void ScoreHistogram::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void ScoreHistogram::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

}  // namespace vignette
