#include "curves/curves_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <limits>

#include "app/icons.h"
#include "app/store_access.h"
#include "curves/curve_panel.h"
#include "curves/series_menu.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
constexpr int kAskMilliseconds = 50;  // 20 times a second at most
const QStringList kDefaultSeries = {QStringLiteral("G_loss"), QStringLiteral("D_loss"), QStringLiteral("reward")};
}  // namespace

CurvesView::CurvesView(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store), chosen_(kDefaultSeries) {
  auto* body = new QWidget;
  body->setObjectName(QStringLiteral("page"));
  column_ = new QVBoxLayout(body);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  scroll_ = new QScrollArea;
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidget(body);
  auto* empty = new QLabel(tr("Select one or more runs to see their curves."));
  empty->setProperty("role", "muted");
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  pages_ = new QStackedWidget;
  pages_->addWidget(empty);
  pages_->addWidget(scroll_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildTools());
  layout->addWidget(pages_, 1);
  wait_.setSingleShot(true);
  connect(&wait_, &QTimer::timeout, this, &CurvesView::ask);
  connect(store_, &StoreAccess::changed, this, &CurvesView::refresh);
  connect(store_, &StoreAccess::opened, this, [this] {
    asking_ = false;
    setRuns({});
  });
  connect(store_, &StoreAccess::failed, this, [this] { asking_ = false; });
  rebuildPanels();
}

QToolButton* CurvesView::addTool(const QString& icon, const QString& text, const QString& name, bool checkable) {
  auto* button = new QToolButton;
  button->setIcon(lineIcon(icon));
  button->setToolTip(text);
  button->setAccessibleName(text);
  button->setObjectName(name);
  button->setCheckable(checkable);
  button->setAutoRaise(true);
  return button;
}

QWidget* CurvesView::buildTools() {
  menu_ = new SeriesMenu(this);
  connect(menu_, &SeriesMenu::chosenChanged, this, [this](const QStringList& chosen) {
    setSeries(chosen);
    emit seriesChanged(chosen);
  });
  seriesButton_ = addTool("series", tr("Choose the curves to show"), "seriesButton", false);
  seriesButton_->setText(tr("Series"));
  seriesButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  seriesButton_->setPopupMode(QToolButton::InstantPopup);
  seriesButton_->setMenu(menu_);
  axisChooser_ = new QComboBox;
  axisChooser_->setObjectName(QStringLiteral("curveAxis"));
  axisChooser_->addItems({tr("Steps"), tr("Time")});
  axisChooser_->setToolTip(tr("Horizontal axis: steps, or seconds since the run began (pauses left out)"));
  connect(axisChooser_, qOverload<int>(&QComboBox::currentIndexChanged), this, &CurvesView::fit);
  slider_ = new QSlider(Qt::Horizontal);
  slider_->setObjectName(QStringLiteral("smoothing"));
  slider_->setRange(0, 99);
  slider_->setValue(60);
  slider_->setMinimumWidth(50);
  slider_->setMaximumWidth(120);
  slider_->setToolTip(tr("Smoothing: weight of the past in a moving average. The raw curve stays faint behind it."));
  slider_->setAccessibleName(tr("Smoothing"));
  smoothingLabel_ = new QLabel(QStringLiteral("0.60"));
  smoothingLabel_->setProperty("role", "muted");
  smoothingLabel_->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("0.000")));
  connect(slider_, &QSlider::valueChanged, this, [this] {
    smoothingLabel_->setText(QLocale().toString(smoothing(), 'f', 2));
    refresh();
  });
  follow_ = addTool("follow", tr("Follow: keep the newest step in view"), "follow", true);
  follow_->setChecked(true);
  connect(follow_, &QToolButton::toggled, this, &CurvesView::refresh);
  logScale_ = addTool("log-scale", tr("Logarithmic vertical axes"), "logScale", true);
  connect(logScale_, &QToolButton::toggled, this, [this](bool on) {
    for (auto* panel : panels_) panel->setLogScale(on);
  });
  auto* fitButton = addTool(
      "fit",
      tr("Show everything (double-click in a panel). Drag pans, the wheel zooms, Shift+drag zooms into a rectangle."),
      "fit", false);
  connect(fitButton, &QToolButton::clicked, this, &CurvesView::fit);
  auto* strip = new QWidget;
  strip->setObjectName(QStringLiteral("curveTools"));
  auto* row = new QHBoxLayout(strip);
  row->setContentsMargins(8, 5, 8, 5);
  row->setSpacing(6);
  row->addWidget(seriesButton_);
  row->addStretch(1);
  row->addWidget(slider_, 1);
  row->addWidget(smoothingLabel_);
  row->addSpacing(6);
  row->addWidget(axisChooser_);
  row->addWidget(logScale_);
  row->addWidget(follow_);
  row->addWidget(fitButton);
  return strip;
}

double CurvesView::smoothing() const {
  return slider_->value() / 100.0;
}

void CurvesView::setRuns(const QList<qint64>& runs) {
  if (runs == runs_) return;
  runs_ = runs;
  whole_ = true;
  pages_->setCurrentIndex(runs.isEmpty() ? 0 : 1);
  if (runs.isEmpty()) take({});
  refresh();
}

void CurvesView::setSeries(const QStringList& series) {
  defaults_ = false;
  if (series == chosen_) return;
  chosen_ = series;
  rebuildPanels();
  refresh();
}

void CurvesView::rebuildPanels() {
  QList<CurvePanel*> next;
  for (const auto& series : chosen_) {
    CurvePanel* panel = nullptr;
    for (auto* old : panels_)
      if (old->series() == series) panel = old;
    if (!panel) {
      panel = new CurvePanel(series);
      panel->setToolTip(seriesHelp(series));
      panel->setLogScale(logScale_->isChecked());
      panel->setXRange(lower_, upper_);
      connect(panel, &CurvePanel::rangeChanged, this, &CurvesView::rangeChanged);
      connect(panel, &CurvePanel::crosshairMoved, this, &CurvesView::crosshair);
      connect(panel, &CurvePanel::crosshairLeft, this, [this] { crosshair(std::numeric_limits<double>::quiet_NaN()); });
      connect(panel, &CurvePanel::stepActivated, this, &CurvesView::stepActivated);
      connect(panel, &CurvePanel::fitRequested, this, &CurvesView::fit);
    }
    next << panel;
  }
  for (auto* old : panels_)
    if (!next.contains(old)) old->deleteLater();
  for (auto* panel : next) column_->removeWidget(panel);
  for (auto* panel : next) column_->addWidget(panel, 1);
  panels_ = next;
  for (auto* panel : panels_) panel->setMarkerLabels(panel == panels_.first());
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

CurveQuery CurvesView::query() const {
  CurveQuery query;
  query.runs = QVector<qint64>(runs_.begin(), runs_.end());
  query.series = chosen_;
  query.axis = axisChooser_->currentIndex() == 0 ? CurveAxis::step : CurveAxis::time;
  query.whole = whole_;
  query.lower = lower_;
  query.upper = upper_;
  query.columns = qMax(100, width() - 70);
  query.smoothing = smoothing();
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
        if (runs == runs_) take(answer);
        if (again_ || runs != runs_) refresh();
      });
}

void CurvesView::adoptDefaults(const QStringList& known) {
  if (!defaults_ || known.isEmpty()) return;
  for (const auto& series : chosen_)
    if (known.contains(series)) return;
  QStringList first;
  for (const auto& series : known)
    if (!series.contains('/') && first.size() < 3) first << series;
  if (first.isEmpty()) return;
  chosen_ = first;
  rebuildPanels();
  again_ = true;
}

void CurvesView::take(const CurveAnswer& answer) {
  adoptDefaults(answer.knownSeries);
  auto known = answer.knownSeries;
  for (const auto& series : chosen_)
    if (!known.contains(series)) known << series;
  menu_->setSeries(known, chosen_);
  const double before = end_;
  end_ = answer.end;
  if (whole_) {
    lower_ = 0;
    upper_ = qMax(1.0, end_ * 1.01);
  } else if (follow_->isChecked() && end_ > before && upper_ >= before * 0.98) {
    lower_ += end_ - before;
    upper_ += end_ - before;
  }
  for (auto* panel : panels_) panel->setAnswer(answer);
  applyRange();
}

void CurvesView::applyRange() {
  for (auto* panel : panels_) panel->setXRange(lower_, upper_);
}

void CurvesView::rangeChanged(double lower, double upper) {
  whole_ = false;
  lower_ = lower;
  upper_ = upper;
  applyRange();
  refresh();
}

void CurvesView::fit() {
  whole_ = true;
  for (auto* panel : panels_) panel->fitY();
  lower_ = 0;
  upper_ = qMax(1.0, end_ * 1.01);
  applyRange();
  refresh();
}

void CurvesView::crosshair(double x) {
  for (auto* panel : panels_) panel->setCrosshair(x);
}

void CurvesView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

}  // namespace vignette
