#include "captions/filter_chips.h"

#include <QKeyEvent>
#include <QToolButton>

#include "captions/filter_sidebar.h"
#include "captions/score_kinds.h"

namespace vignette {

namespace {

constexpr int kGap = 4;

QString rangeChip(int score, const ScoreRange& range) {
  const auto label = scoreLabel(score);
  if (!range.high) return FilterChips::tr("%1 ≥ %2").arg(label, scoreText(score, *range.low));
  if (!range.low) return FilterChips::tr("%1 ≤ %2").arg(label, scoreText(score, *range.high));
  return FilterChips::tr("%1: %2 to %3").arg(label, scoreText(score, *range.low), scoreText(score, *range.high));
}

}  // namespace

FilterChips::FilterChips(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("filterChips"));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  hide();
}

void FilterChips::showFilter(const CaptionFilter& filter) {
  filter_ = filter;
  for (auto* chip : chips_) chip->deleteLater();
  chips_.clear();
  auto without = filter;
  if (!filter.text.isEmpty()) {
    without.text.clear();
    add(filter.regularExpression ? tr("matches “%1”").arg(filter.text) : tr("contains “%1”").arg(filter.text), without);
  }
  for (const auto& [score, range] : filter.ranges) {
    without = filter;
    without.ranges.erase(score);
    add(rangeChip(score, range), without);
  }
  for (const auto& word : filter.invented) {
    without = filter;
    without.invented.removeAll(word);
    add(tr("says “%1” without reference").arg(word), without);
  }
  for (const auto& word : filter.missed) {
    without = filter;
    without.missed.removeAll(word);
    add(tr("misses “%1”").arg(word), without);
  }
  if (filter.splits != 0) {
    QStringList parts;
    for (const auto split : {Split::train, Split::validation, Split::test})
      if (filter.splits & splitBit(split)) parts << splitText(split);
    without = filter;
    without.splits = 0;
    add(parts.join(QStringLiteral(" / ")), without);
  }
  for (const auto& tag : filter.tags) {
    without = filter;
    without.tags.removeAll(tag);
    add(tr("tagged “%1”").arg(tag), without);
  }
  if (chips_.size() > 1) {
    without = filter;
    without.clear();
    add(tr("Clear all"), without);
  }
  setVisible(!chips_.isEmpty());
  layOut(width(), true);
  updateGeometry();
}

void FilterChips::add(const QString& text, const CaptionFilter& without) {
  auto* chip = new QToolButton(this);
  chip->setObjectName(QStringLiteral("filterChip"));
  chip->setText(QStringLiteral("%1  ✕").arg(text));
  chip->setAccessibleName(tr("Remove the condition: %1").arg(text));
  chip->setToolTip(tr("Click to remove this condition."));
  chip->setProperty("chip", true);
  chip->setFocusPolicy(Qt::StrongFocus);
  chip->installEventFilter(this);
  connect(chip, &QToolButton::clicked, this, [this, without] { emit filterEdited(without); });
  chip->show();
  chips_ << chip;
}

bool FilterChips::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (auto* chip = qobject_cast<QToolButton*>(watched);
        chip && (key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Return)) {
      chip->click();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

int FilterChips::layOut(int width, bool move) const {
  int x = 6, y = 0, line = 0;
  for (auto* chip : chips_) {
    const auto size = chip->sizeHint().boundedTo({std::max(40, width - 12), 1000});
    if (x > 6 && x + size.width() > width - 6) {
      x = 6;
      y += line + kGap;
      line = 0;
    }
    if (move) chip->setGeometry(x, y, size.width(), size.height());
    x += size.width() + kGap;
    line = std::max(line, size.height());
  }
  return y + line + 2;
}

int FilterChips::heightForWidth(int width) const {
  return layOut(width, false);
}

QSize FilterChips::sizeHint() const {
  return {200, layOut(std::max(200, width()), false)};
}

void FilterChips::resizeEvent(QResizeEvent*) {
  layOut(width(), true);
}

}  // namespace vignette
