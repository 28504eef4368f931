#include "system/phase_bar.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "app/theme.h"

namespace vignette {

namespace {
// Told apart by colour-blind people too.
constexpr const char* kColours[] = {"#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb"};

QColor colourOf(std::size_t place) {
  return QColor(QLatin1String(kColours[place % std::size(kColours)]));
}
}  // namespace

PhaseBar::PhaseBar(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Time of a step by phase"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PhaseBar::showTimes(std::vector<PhaseTime> times, qint64 steps) {
  times_ = std::move(times);
  steps_ = steps;
  QStringList said;
  for (const auto& time : times_) said << describe(time);
  setAccessibleDescription(said.join('\n'));
  update();
}

double PhaseBar::sum() const {
  double all = 0;
  for (const auto& time : times_) all += time.seconds;
  return all;
}

QString PhaseBar::describe(const PhaseTime& time) const {
  const double all = sum();
  return tr("%1: %2 s a step, %3 %")
      .arg(time.name, QLocale().toString(time.seconds, 'g', 3),
           QLocale().toString(all > 0 ? time.seconds / all * 100 : 0, 'f', 0));
}

QSize PhaseBar::sizeHint() const {
  return {fontMetrics().averageCharWidth() * 40, fontMetrics().height() * 3};
}

QSize PhaseBar::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() * 3};
}

QRect PhaseBar::barArea() const {
  const int line = fontMetrics().height();
  return {0, line + 4, width(), line + 8};
}

void PhaseBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const auto& colours = Theme::instance().colours();
  const auto bar = barArea();
  const double all = sum();
  painter.setPen(colours.muted);
  const auto title =
      all > 0
          ? tr("A step takes %1 s (over the last %n steps)", nullptr, int(steps_)).arg(QLocale().toString(all, 'g', 3))
          : tr("Time of a step by phase: the selected run has told of none yet.");
  painter.drawText(QRect(0, 0, width(), bar.top()), Qt::AlignLeft | Qt::AlignTop,
                   fontMetrics().elidedText(title, Qt::ElideRight, width()));
  if (all <= 0) return;
  double x = 0;
  for (std::size_t i = 0; i < times_.size(); ++i) {
    const double part = times_[i].seconds / all * bar.width();
    const QRectF piece(x, bar.top(), part, bar.height());
    x += part;
    const auto colour = colourOf(i);
    painter.fillRect(piece.adjusted(0, 0, -1, 0), colour);
    painter.setPen(qGray(colour.rgb()) > 140 ? Qt::black : Qt::white);
    const auto text = tr("%1 %2 %").arg(times_[i].name).arg(qRound(times_[i].seconds / all * 100));
    if (fontMetrics().horizontalAdvance(text) + 8 < part) painter.drawText(piece, Qt::AlignCenter, text);
  }
}

bool PhaseBar::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QStringList lines;
  for (const auto& time : times_) lines << describe(time);
  QToolTip::showText(help->globalPos(), lines.join('\n'), this);
  return true;
}

}  // namespace vignette
