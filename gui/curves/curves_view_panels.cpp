// Panels of the Curves view: which there are, and how series move between them.

#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <limits>

#include "app/icons.h"
#include "curves/curve_panel.h"
#include "curves/curve_tools.h"
#include "curves/curves_view.h"
#include "curves/panel_column.h"
#include "curves/panel_head.h"
#include "curves/series_menu.h"

namespace vignette {

void CurvesView::connectColumn() {
  connect(column_, &PanelColumn::seriesDroppedOn, this, [this](const QString& series, int panel) {
    auto layout = layout_;
    layout.moveSeries(series, panel);
    changeLayout(layout);
  });
  connect(column_, &PanelColumn::seriesDroppedBetween, this, [this](const QString& series, int before) {
    auto layout = layout_;
    layout.moveSeriesApart(series, before);
    changeLayout(layout);
  });
  connect(column_, &PanelColumn::panelDropped, this, [this](int panel, int before) {
    auto layout = layout_;
    layout.movePanel(panel, before);
    changeLayout(layout);
  });
}

void CurvesView::changeLayout(const CurveLayout& layout) {
  if (layout == layout_) return;
  defaults_ = false;
  const bool another = layout.series() != layout_.series();
  layout_ = layout;
  tools_->showLayout(layout_);
  tools_->seriesMenu()->setChosen(layout_.series());
  rebuildPanels();
  emit layoutChanged();
  if (another) refresh();
}

void CurvesView::rebuildPanels() {
  auto old = panels();
  QList<CurvePanel*> next;
  // Panels that are wanted as they are come first, so that no other takes them.
  for (const auto& panel : layout_.panels) next << takePanel(panel.series, old);
  for (int i = 0; i < next.size(); ++i) {
    const auto& wanted = layout_.panels[i];
    for (auto* one : QList(old))
      if (!next[i] && one->series().contains(wanted.series.first())) old.removeAll(next[i] = one);
    if (!next[i]) connectPanel(next[i] = new CurvePanel(wanted.series));
    next[i]->setSeries(wanted.series);
    next[i]->setLogScale(wanted.log);
    next[i]->setMarkerNames(i == 0);
  }
  column_->setPanels(next);
  for (auto* panel : next) panel->setAnswer(answer_, layout_.hidden);
  applyRange();
  pages_->setCurrentIndex(runs_.isEmpty() ? 0 : next.isEmpty() ? 2 : 1);
}

CurvePanel* CurvesView::takePanel(const QStringList& series, QList<CurvePanel*>& old) {
  for (auto* panel : old)
    if (panel->series() == series) {
      old.removeAll(panel);
      return panel;
    }
  return nullptr;
}

void CurvesView::connectPanel(CurvePanel* panel) {
  connect(panel, &CurvePanel::rangeChanged, this, &CurvesView::rangeChanged);
  connect(panel, &CurvePanel::crosshairMoved, this, &CurvesView::crosshair);
  connect(panel, &CurvePanel::crosshairLeft, this, [this] { crosshair(std::numeric_limits<double>::quiet_NaN()); });
  connect(panel, &CurvePanel::stepActivated, this, &CurvesView::stepActivated);
  connect(panel, &CurvePanel::captionsMoveRequested, this, &CurvesView::captionsMoveRequested);
  connect(panel, &CurvePanel::fitRequested, this, &CurvesView::fit);
  connect(panel, &CurvePanel::zoomBackRequested, this, &CurvesView::zoomBack);
  connect(panel, &CurvePanel::noteRequested, this, [this](qint64 step) {
    if (!runs_.isEmpty()) writeNote(runs_.first(), step);
  });
  connect(panel, &CurvePanel::menuRequested, this,
          [this, panel](qint64 step, const QPoint& global) { showPlotMenu(panel, step, global); });
  connect(panel, &CurvePanel::logScaleRequested, this, [this, panel] {
    auto layout = layout_;
    auto& shown = layout.panels[panels().indexOf(panel)];
    shown.log = !shown.log;
    changeLayout(layout);
  });
  auto* head = panel->head();
  connect(head, &PanelHead::dragged, this, [this, panel](const QString& series, const QPoint& global, DragPhase phase) {
    column_->drag(panel, series, global, phase);
  });
  connect(head, &PanelHead::menuRequested, this,
          [this, panel](const QString& series, const QPoint& global) { showSeriesMenu(panel, series, global); });
  connect(head, &PanelHead::moveSeriesRequested, this, &CurvesView::moveSeries);
  connect(head, &PanelHead::movePanelRequested, this, [this, panel](int direction) { movePanel(panel, direction); });
  connect(head, &PanelHead::removeRequested, this, [this](const QString& series) {
    auto layout = layout_;
    layout.remove(series);
    changeLayout(layout);
  });
}

void CurvesView::setChosenSeries(const QStringList& chosen) {
  auto layout = layout_;
  for (const auto& series : layout_.series())
    if (!chosen.contains(series)) layout.remove(series);
  for (const auto& series : chosen) layout.show(series);
  changeLayout(layout);
}

/// To the neighbouring panel; beyond the first or last, into one of its own. The chip keeps the focus.
void CurvesView::moveSeries(const QString& series, int direction) {
  auto layout = layout_;
  const int from = layout.panelOf(series), to = from + direction;
  if (to >= 0 && to < layout.panels.size())
    layout.moveSeries(series, to);
  else
    layout.moveSeriesApart(series, direction < 0 ? 0 : int(layout.panels.size()));
  changeLayout(layout);
  for (auto* panel : panels())
    if (auto* chip = panel->head()->chip(series)) chip->setFocus(Qt::ShortcutFocusReason);
}

void CurvesView::movePanel(CurvePanel* panel, int direction) {
  auto layout = layout_;
  const int from = int(panels().indexOf(panel));
  auto* focus = focusWidget();
  layout.movePanel(from, direction < 0 ? from - 1 : from + 2);
  changeLayout(layout);
  if (focus) focus->setFocus(Qt::ShortcutFocusReason);
}

void CurvesView::showSeriesMenu(CurvePanel* panel, const QString& series, const QPoint& global) {
  auto* menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("chipMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const int from = layout_.panelOf(series);
  auto* above = menu->addAction(tr("Move to the panel above"), this, [this, series] { moveSeries(series, -1); });
  above->setEnabled(from > 0);
  auto* below = menu->addAction(tr("Move to the panel below"), this, [this, series] { moveSeries(series, 1); });
  below->setEnabled(from + 1 < layout_.panels.size());
  auto* apart = menu->addAction(tr("Move to a panel of its own"), this, [this, series, from] {
    auto layout = layout_;
    layout.moveSeriesApart(series, from + 1);
    changeLayout(layout);
  });
  apart->setEnabled(panel->series().size() > 1);
  menu->addSeparator();
  menu->addAction(tr("Move the panel up"), this, [this, panel] { movePanel(panel, -1); })->setEnabled(from > 0);
  menu->addAction(tr("Move the panel down"), this, [this, panel] { movePanel(panel, 1); })
      ->setEnabled(from + 1 < layout_.panels.size());
  auto* log = menu->addAction(tr("Logarithmic axis"), panel, &CurvePanel::logScaleRequested);
  log->setCheckable(true);
  log->setChecked(panel->logScale());
  menu->addSeparator();
  menu->addAction(lineIcon("clear"), tr("Remove %1").arg(series), this, [this, series] {
    auto layout = layout_;
    layout.remove(series);
    changeLayout(layout);
  });
  menu->popup(global);
}

void CurvesView::showPlotMenu(CurvePanel* panel, qint64 step, const QPoint& global) {
  auto* menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("plotMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (step >= 0) {
    const auto shown = QLocale().toString(step);
    menu->addAction(lineIcon("images"), tr("Captions at step %1").arg(shown), this,
                    [this, step] { emit stepActivated(step, false); });
    for (const auto run : runs_) {
      const auto text = runs_.size() == 1 ? tr("Write a note at step %1…").arg(shown)
                                          : tr("Write a note at step %1 of %2…").arg(shown, answer_.runs[run].name);
      menu->addAction(lineIcon("note"), text, this, [this, run, step] { writeNote(run, step); });
    }
    menu->addSeparator();
  }
  menu->addAction(tr("Zoom back"), this, &CurvesView::zoomBack)->setEnabled(!before_.isEmpty());
  menu->addAction(lineIcon("fit"), tr("Show everything"), this, &CurvesView::fit);
  auto* log = menu->addAction(tr("Logarithmic axis"), panel, &CurvePanel::logScaleRequested);
  log->setCheckable(true);
  log->setChecked(panel->logScale());
  menu->addSeparator();
  menu->addAction(lineIcon("duplicate"), tr("Copy as image"), this, &CurvesView::copyImage);
  menu->popup(global);
}

}  // namespace vignette
