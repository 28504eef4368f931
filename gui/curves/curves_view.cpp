#include "curves/curves_view.h"

#include <QAction>
#include <QLabel>
#include <QResizeEvent>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/store_access.h"
#include "curves/curve_panel.h"
#include "curves/curve_tools.h"
#include "curves/marker_list.h"
#include "curves/panel_column.h"
#include "curves/series_menu.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr int kAskMilliseconds = 50;        // 20 times a second at most
constexpr int kRememberMilliseconds = 700;  // a turn of the wheel is one zoom to go back
constexpr int kViewsRemembered = 50;
constexpr int kNarrow = 720;      // pixels: below it the list of markers lies under the panels
constexpr int kPlotMargins = 70;  // pixels beside the plots

CurveLayout defaultLayout() {
  CurveLayout layout;
  for (const auto* series : {"G_loss", "D_loss", "reward"}) layout.show(QString::fromLatin1(series));
  return layout;
}

}  // namespace

CurvesView::CurvesView(StoreAccess* store, QUndoStack* undo, QWidget* parent)
    : QWidget(parent),
      store_(store),
      undo_(undo),
      tools_(new CurveTools),
      column_(new PanelColumn),
      markers_(new MarkerList),
      layout_(defaultLayout()),
      crosshair_(kNothing) {
  build();
  connectTools();
  connectColumn();
  connectMarkers();
  addExports();
  wait_.setSingleShot(true);
  connect(&wait_, &QTimer::timeout, this, &CurvesView::ask);
  connect(store_, &StoreAccess::changed, this, &CurvesView::followData);
  later_.setSingleShot(true);
  connect(&later_, &QTimer::timeout, this, &CurvesView::refresh);
  connect(store_, &StoreAccess::opened, this, [this] {
    asking_ = false;
    setRuns({});
  });
  connect(store_, &StoreAccess::failed, this, [this] { asking_ = false; });
  tools_->showLayout(layout_);
  rebuildPanels();
}

void CurvesView::build() {
  auto* empty = new QLabel(tr("Select one or more runs to see their curves."));
  empty->setProperty("role", "muted");
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  auto* bare = new QLabel(tr("No series is chosen. Tick some in the list of series above."));
  bare->setProperty("role", "muted");
  bare->setAlignment(Qt::AlignCenter);
  bare->setWordWrap(true);
  split_ = new QSplitter(Qt::Horizontal);
  split_->setChildrenCollapsible(false);
  split_->addWidget(column_);
  split_->addWidget(markers_);
  split_->setStretchFactor(0, 1);
  markers_->hide();
  pages_ = new QStackedWidget;
  pages_->addWidget(empty);
  pages_->addWidget(split_);
  pages_->addWidget(bare);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(tools_);
  layout->addWidget(pages_, 1);
}

void CurvesView::connectTools() {
  connect(tools_->seriesMenu(), &SeriesMenu::chosenChanged, this, &CurvesView::setChosenSeries);
  connect(tools_, &CurveTools::smoothingChanged, this, [this](const Smoothing& smoothing) {
    layout_.smoothing = smoothing;
    emit layoutChanged();
    refresh();
  });
  connect(tools_, &CurveTools::axisChanged, this, [this](CurveAxis axis) {
    layout_.axis = axis;
    before_.clear();
    fitting_ = true;
    crosshair(kNothing);
    emit layoutChanged();
    refresh();
  });
  connect(tools_, &CurveTools::followChanged, this, [this](bool on) {
    layout_.follow = on;
    emit layoutChanged();
    refresh();
  });
  connect(tools_, &CurveTools::logScaleChanged, this, [this](bool on) {
    auto layout = layout_;
    for (auto& panel : layout.panels) panel.log = on;
    changeLayout(layout);
  });
  connect(tools_, &CurveTools::fitRequested, this, &CurvesView::fit);
  connect(tools_->markersAction(), &QAction::toggled, this, &CurvesView::showMarkers);
  auto* shortcut = new QShortcut(Qt::Key_M, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(shortcut, &QShortcut::activated, tools_->markersAction(), &QAction::toggle);
}

QList<CurvePanel*> CurvesView::panels() const {
  return column_->panels();
}

void CurvesView::setRuns(const QList<qint64>& runs) {
  if (runs == runs_) return;
  runs_ = runs;
  before_.clear();
  fitting_ = true;
  if (runs.isEmpty()) take({});
  rebuildPanels();
  refresh();
}

void CurvesView::setCurveLayout(const CurveLayout& layout) {
  if (!layout.panels.isEmpty()) defaults_ = false;
  auto next = layout;
  if (next.panels.isEmpty()) next.panels = layout_.panels;
  fitting_ = fitting_ || next.axis != layout_.axis;
  layout_ = next;
  tools_->showLayout(layout_);
  rebuildPanels();
  refresh();
}

void CurvesView::refresh() {
  if (asking_) {
    again_ = true;
    return;
  }
  if (wait_.isActive()) return;
  const auto since = sinceAsked_.isValid() ? sinceAsked_.elapsed() : kAskMilliseconds;
  wait_.start(int(std::clamp<qint64>(kAskMilliseconds - since, 0, kAskMilliseconds)));
}

void CurvesView::followData() {
  const auto since = sinceAsked_.isValid() ? sinceAsked_.elapsed() : interval_;
  if (since >= interval_) return refresh();
  if (!later_.isActive()) later_.start(int(interval_ - since));
}

CurveQuery CurvesView::query() const {
  CurveQuery query;
  query.runs = QVector<qint64>(runs_.begin(), runs_.end());
  query.series = layout_.series();
  query.axis = layout_.axis;
  query.whole = view_.whole || fitting_;
  query.lower = view_.lower;
  query.upper = view_.upper;
  query.columns = qMax(100, column_->width() - kPlotMargins);
  query.smoothing = layout_.smoothing;
  return query;
}

void CurvesView::ask() {
  again_ = false;
  if (runs_.isEmpty() || store_->file().empty()) return;
  asking_ = true;
  sinceAsked_.start();
  store_->query(
      this, [query = query()](ExperimentStore& open) { return answerCurves(open, query); },
      [this, runs = runs_](const CurveAnswer& answer) {
        asking_ = false;
        if (runs == runs_ && answer.axis == layout_.axis) take(answer);
        if (again_ || runs != runs_) refresh();
      });
}

void CurvesView::adoptDefaults(const QStringList& known) {
  if (!defaults_ || known.isEmpty()) return;
  for (const auto& series : layout_.series())
    if (known.contains(series)) return;
  CurveLayout first = layout_;
  first.panels.clear();
  for (const auto& series : known)
    if (!series.contains('/') && first.panels.size() < 3) first.show(series);
  if (first.panels.isEmpty()) return;
  layout_ = first;
  rebuildPanels();
  again_ = true;
}

void CurvesView::take(const CurveAnswer& answer) {
  adoptDefaults(answer.knownSeries);
  auto known = answer.knownSeries;
  for (const auto& series : layout_.series())
    if (!known.contains(series)) known << series;
  tools_->seriesMenu()->setSeries(known, layout_.series());
  answer_ = answer;
  const double before = end_;
  begin_ = answer.begin;
  end_ = answer.end;
  if (std::exchange(fitting_, false)) view_.whole = true;
  if (view_.whole) {
    view_ = wholeView();
  } else if (layout_.follow && end_ > before && view_.upper >= before - (before - begin_) * 0.02) {
    view_.lower += end_ - before;
    view_.upper += end_ - before;
  }
  for (auto* panel : panels()) panel->setAnswer(answer_, layout_.hidden);
  markers_->setAnswer(answer_, layout_.hidden);
  applyRange();
}

void CurvesView::applyRange() {
  for (auto* panel : panels()) panel->setXRange(view_.lower, view_.upper);
}

/// What was seen before a zoom or a pan, however many events it takes.
void CurvesView::rememberView() {
  if (!sinceRemembered_.isValid() || sinceRemembered_.elapsed() > kRememberMilliseconds) {
    before_ << view_;
    if (before_.size() > kViewsRemembered) before_.removeFirst();
  }
  sinceRemembered_.start();
}

void CurvesView::rangeChanged(double lower, double upper) {
  rememberView();
  view_ = {lower, upper, false};
  applyRange();
  refresh();
}

void CurvesView::zoomBack() {
  if (before_.isEmpty()) return fit();
  view_ = before_.takeLast();
  sinceRemembered_.invalidate();
  for (auto* panel : panels()) panel->fitY();
  if (view_.whole) fitting_ = true;
  applyRange();
  refresh();
}

CurvesView::View CurvesView::wholeView() const {
  return {begin_, qMax(begin_ + 1, end_ + (end_ - begin_) * 0.01), true};
}

void CurvesView::fit() {
  if (!view_.whole) rememberView();
  for (auto* panel : panels()) panel->fitY();
  view_ = wholeView();
  applyRange();
  refresh();
}

void CurvesView::crosshair(double x) {
  crosshair_ = x;
  for (auto* panel : panels()) panel->setCrosshair(x);
}

void CurvesView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const auto orientation = event->size().width() < kNarrow ? Qt::Vertical : Qt::Horizontal;
  if (orientation != split_->orientation()) {
    split_->setOrientation(orientation);
    shareRoom();
  }
  refresh();
}

}  // namespace vignette
