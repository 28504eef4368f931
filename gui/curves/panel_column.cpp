#include "curves/panel_column.h"

#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include "app/theme.h"
#include "curves/curve_panel.h"

namespace vignette {

namespace {

constexpr int kEdge = 30, kScrollStep = 24;  // pixels
constexpr int kMarkHeight = 3;

/// A line between two panels, or a frame around one.
class DropMark : public QWidget {
 public:
  using QWidget::QWidget;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    auto accent = Theme::instance().colours().accent;
    if (height() <= kMarkHeight) return painter.fillRect(rect(), accent);
    painter.setPen(QPen(accent, 2));
    accent.setAlpha(40);
    painter.setBrush(accent);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
  }
};

}  // namespace

PanelColumn::PanelColumn(QWidget* parent)
    : QScrollArea(parent), body_(new QWidget), column_(new QVBoxLayout(body_)), mark_(new DropMark(body_)) {
  body_->setObjectName(QStringLiteral("page"));
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setWidget(body_);
  mark_->setAttribute(Qt::WA_TransparentForMouseEvents);
  mark_->hide();
}

void PanelColumn::setPanels(const QList<CurvePanel*>& panels) {
  for (auto* old : panels_) {
    column_->removeWidget(old);
    if (panels.contains(old)) continue;
    old->setParent(nullptr);
    old->deleteLater();  // a chip of it may be what asked for this
  }
  QWidget* before = nullptr;
  for (auto* panel : panels) {
    column_->addWidget(panel, 1);
    panel->show();
    if (before) QWidget::setTabOrder(before, panel);
    before = panel;
  }
  panels_ = panels;
}

PanelColumn::Target PanelColumn::targetAt(int y, bool mayJoin) const {
  for (int i = 0; i < panels_.size(); ++i) {
    const auto box = panels_[i]->geometry();
    if (y >= box.bottom() && i + 1 < panels_.size()) continue;
    const double part = double(y - box.top()) / qMax(1, box.height());
    if (mayJoin && part >= 0.25 && part < 0.75) return {i, true};
    return {part < 0.5 ? i : i + 1, false};
  }
  return {};
}

void PanelColumn::showTarget(const Target& target) {
  mark_->setVisible(target.panel >= 0);
  if (target.panel < 0) return;
  if (target.onto) {
    mark_->setGeometry(panels_[target.panel]->geometry());
  } else {
    const int y = target.panel < panels_.size() ? panels_[target.panel]->y() : panels_.last()->geometry().bottom() - 1;
    mark_->setGeometry(0, qMax(0, y - kMarkHeight / 2), body_->width(), kMarkHeight);
  }
  mark_->raise();
}

void PanelColumn::drag(CurvePanel* panel, const QString& series, const QPoint& global, DragPhase phase) {
  const int from = int(panels_.indexOf(panel));
  if (from < 0 || phase == DragPhase::cancel) return mark_->hide();
  const auto inView = viewport()->mapFromGlobal(global);
  if (inView.y() < kEdge) verticalScrollBar()->setValue(verticalScrollBar()->value() - kScrollStep);
  if (inView.y() > viewport()->height() - kEdge)
    verticalScrollBar()->setValue(verticalScrollBar()->value() + kScrollStep);
  const bool inside = viewport()->rect().adjusted(-40, -40, 40, 40).contains(inView);
  const auto target = inside ? targetAt(body_->mapFromGlobal(global).y(), !series.isEmpty()) : Target{};
  if (phase == DragPhase::move) return showTarget(target);
  mark_->hide();
  if (target.panel < 0) return;
  if (series.isEmpty())
    emit panelDropped(from, target.panel);
  else if (target.onto)
    emit seriesDroppedOn(series, target.panel);
  else
    emit seriesDroppedBetween(series, target.panel);
}

}  // namespace vignette
