#include "captions/reward_bar.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "captions/score_kinds.h"

namespace vignette {

namespace {

constexpr int kBar = 16, kGap = 4, kMark = 10;

/// Okabe and Ito's colours: told apart with any colour vision.
QColor colourOf(std::size_t part) {
  static const QColor colours[] = {0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442, 0x999999};
  return colours[part % std::size(colours)];
}

QString labelOf(const std::string& key) {
  const int score = scoreIndex(QString::fromStdString(key));
  return score < 0 ? QString::fromStdString(key) : scoreLabel(score);
}

QString number(double value) {
  return QLocale().toString(value, 'f', 2);
}

QString baselineText(const QString& kind) {
  if (kind == QLatin1String("greedy")) return RewardBar::tr("Baseline (the greedy caption)");
  if (kind == QLatin1String("sample")) return RewardBar::tr("Baseline (the other samples)");
  if (kind == QLatin1String("moving_average")) return RewardBar::tr("Baseline (moving average)");
  return RewardBar::tr("Baseline");
}

}  // namespace

RewardBar::RewardBar(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("rewardBar"));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  hide();
}

void RewardBar::showAnatomy(const RewardAnatomy& anatomy, const QString& baseline) {
  anatomy_ = anatomy;
  baseline_ = baseline;
  setVisible(anatomy.reward.has_value() && !anatomy.parts.empty());
  setToolTip(text());
  setAccessibleName(tr("Anatomy of the reward"));
  setAccessibleDescription(text());
  updateGeometry();
  update();
}

std::vector<RewardBar::Entry> RewardBar::entries() const {
  std::vector<Entry> list;
  for (std::size_t i = 0; i < anatomy_.parts.size(); ++i) {
    const auto& part = anatomy_.parts[i];
    list.push_back(
        {tr("%1: %2 × %3 = %4", "term, weight, value, product")
             .arg(labelOf(part.key), QLocale().toString(part.weight, 'g', 3), number(part.value), number(part.share())),
         colourOf(i)});
  }
  if (anatomy_.rest != 0) list.push_back({tr("Not stored apart: %1").arg(number(anatomy_.rest)), colourOf(7)});
  return list;
}

QStringList RewardBar::advantageTexts() const {
  QStringList list;
  if (anatomy_.reward) list << tr("Reward: %1").arg(number(*anatomy_.reward));
  if (const auto baseline = anatomy_.baseline())
    list << tr("%1: %2", "baseline and its value").arg(baselineText(baseline_), number(*baseline))
         << tr("Advantage: %1")
                .arg((*anatomy_.advantage > 0 ? QStringLiteral("+") : QString()) + number(*anatomy_.advantage));
  if (anatomy_.critic)
    list << tr("Critic: %1, apart from the reward", "its verdict, 0 to 1").arg(number(*anatomy_.critic));
  return list;
}

QString RewardBar::text() const {
  QStringList lines;
  for (const auto& entry : entries()) lines << entry.text;
  return (lines + advantageTexts()).join(QLatin1Char('\n'));
}

/// Returns the height; draws where there is a painter.
int RewardBar::legend(int width, QPainter* painter) const {
  auto list = entries();
  for (const auto& line : advantageTexts()) list.push_back({line, {}});
  const int height = fontMetrics().height();
  int x = 0, y = 0;
  for (const auto& entry : list) {
    const int mark = entry.colour.isValid() ? kMark + kGap : 0;
    const int advance = mark + fontMetrics().horizontalAdvance(entry.text) + 3 * kGap;
    if (x > 0 && x + advance > width) {
      x = 0;
      y += height;
    }
    if (painter) {
      const int top = kBar + kGap + y;
      if (mark) painter->fillRect(QRect(x, top + (height - kMark) / 2, kMark, kMark), entry.colour);
      painter->setPen(palette().color(QPalette::WindowText));
      painter->drawText(QRect(x + mark, top, width - x - mark, height), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    }
    x += advance;
  }
  return y + height;
}

int RewardBar::heightForWidth(int width) const {
  return kBar + kGap + legend(width, nullptr);
}

QSize RewardBar::sizeHint() const {
  return {240, heightForWidth(std::max(240, width()))};
}

void RewardBar::paintEvent(QPaintEvent*) {
  if (!anatomy_.reward) return;
  QPainter painter(this);
  double positive = std::max(0.0, anatomy_.rest), negative = std::min(0.0, anatomy_.rest);
  for (const auto& part : anatomy_.parts) (part.share() > 0 ? positive : negative) += part.share();
  const auto baseline = anatomy_.baseline();
  const double low = std::min({0.0, negative, baseline.value_or(0)}),
               high = std::max({1e-6, positive, baseline.value_or(0)});
  const auto at = [&](double value) {
    return static_cast<int>(std::lround((value - low) / (high - low) * (width() - 1)));
  };
  double up = 0, down = 0;
  const auto draw = [&](double share, const QColor& colour) {
    auto& from = share > 0 ? up : down;
    const int left = at(std::min(from, from + share)), right = at(std::max(from, from + share));
    painter.fillRect(QRect(left, 2, std::max(1, right - left), kBar - 4), colour);
    from += share;
  };
  for (std::size_t i = 0; i < anatomy_.parts.size(); ++i) draw(anatomy_.parts[i].share(), colourOf(i));
  if (anatomy_.rest != 0) draw(anatomy_.rest, colourOf(7));
  const auto mark = [&](double value, Qt::PenStyle style) {
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2, style));
    painter.drawLine(at(value), 0, at(value), kBar);
  };
  if (baseline) mark(*baseline, Qt::DotLine);
  mark(*anatomy_.reward, Qt::SolidLine);
  legend(width(), &painter);
}

}  // namespace vignette
