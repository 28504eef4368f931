#include "curves/panel_head.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>

#include "app/theme.h"

namespace vignette {

PanelHead::PanelHead(QWidget* parent) : QWidget(parent), row_(new QHBoxLayout(this)), values_(new QLabel) {
  row_->setContentsMargins(6, 3, 14, 0);
  row_->setSpacing(2);
  values_->setTextFormat(Qt::RichText);
  values_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  values_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  values_->setAttribute(Qt::WA_TransparentForMouseEvents);
  values_->setObjectName(QStringLiteral("panelValues"));
  row_->addWidget(values_, 1);
  setToolTip(tr("Drag here to move the panel."));
}

void PanelHead::setSeries(const QStringList& series) {
  for (auto* chip : chips_)
    if (!series.contains(chip->series())) {
      row_->removeWidget(chip);
      chip->setParent(nullptr);
      chip->deleteLater();  // it may be what asked for this
    }
  QList<SeriesChip*> next;
  for (const auto& name : series) {
    auto* known = chip(name);
    next << (known ? known : addChip(name));
  }
  chips_ = next;
  for (int i = 0; i < chips_.size(); ++i) row_->insertWidget(i, chips_[i]);
}

SeriesChip* PanelHead::addChip(const QString& series) {
  auto* chip = new SeriesChip(series, this);
  connect(chip, &SeriesChip::dragged, this,
          [this, series](const QPoint& global, DragPhase phase) { emit dragged(series, global, phase); });
  connect(chip, &SeriesChip::menuRequested, this,
          [this, series](const QPoint& global) { emit menuRequested(series, global); });
  connect(chip, &SeriesChip::moveSeriesRequested, this,
          [this, series](int direction) { emit moveSeriesRequested(series, direction); });
  connect(chip, &SeriesChip::movePanelRequested, this, &PanelHead::movePanelRequested);
  connect(chip, &SeriesChip::removeRequested, this, [this, series] { emit removeRequested(series); });
  return chip;
}

SeriesChip* PanelHead::chip(const QString& series) const {
  for (auto* chip : chips_)
    if (chip->series() == series) return chip;
  return nullptr;
}

void PanelHead::setValues(const QString& position, const QVector<PanelValue>& values) {
  if (position == position_ && values == shown_) return;
  position_ = position;
  shown_ = values;
  showValues();
}

/// The longest of three texts that finds room.
void PanelHead::showValues() {
  const int room = values_->width();
  const bool raw = widthOf(true, true) <= room, position = raw || widthOf(true, false) <= room;
  const auto text = textOf(position, raw);
  if (values_->text() != text) values_->setText(text);
}

int PanelHead::widthOf(bool position, bool raw) const {
  auto bold = font();
  bold.setBold(true);
  const QFontMetrics metrics(bold);
  int width = position && !position_.isEmpty() ? metrics.horizontalAdvance(position_ + QStringLiteral("   ")) : 0;
  for (const auto& value : shown_) {
    width += metrics.horizontalAdvance(QStringLiteral("■   %1 %2").arg(value.run, value.smoothed));
    if (raw && !value.raw.isEmpty()) width += metrics.horizontalAdvance(QStringLiteral(" (%1)").arg(value.raw));
  }
  return width;
}

QString PanelHead::textOf(bool position, bool raw) const {
  QStringList parts;
  if (position && !position_.isEmpty())
    parts << QStringLiteral("<span style='color:%1'>%2</span>")
                 .arg(Theme::instance().colours().muted.name(), position_.toHtmlEscaped());
  for (const auto& value : shown_) {
    const auto number =
        raw && !value.raw.isEmpty() ? QStringLiteral("%1 (%2)").arg(value.smoothed, value.raw) : value.smoothed;
    const auto run = value.run.isEmpty() ? QString() : value.run.toHtmlEscaped() + QLatin1Char(' ');
    parts << QStringLiteral("<span style='color:%1'>■</span> %2<b>%3</b>").arg(value.colour.name(), run, number);
  }
  return parts.join(QStringLiteral("&nbsp;&nbsp; "));
}

void PanelHead::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  row_->activate();
  showValues();
}

QString PanelHead::values() const {
  return values_->text();
}

void PanelHead::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->pos();
}

void PanelHead::mouseMoveEvent(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton)) return;
  dragging_ = dragging_ || (event->pos() - pressed_).manhattanLength() >= QApplication::startDragDistance();
  if (dragging_) emit dragged({}, event->globalPosition().toPoint(), DragPhase::move);
}

void PanelHead::mouseReleaseEvent(QMouseEvent* event) {
  if (std::exchange(dragging_, false)) emit dragged({}, event->globalPosition().toPoint(), DragPhase::drop);
}

}  // namespace vignette
