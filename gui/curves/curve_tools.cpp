#include "curves/curve_tools.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <cmath>

#include "app/icons.h"
#include "curves/series_menu.h"

namespace vignette {

namespace {

constexpr int kNarrow = 620;          // pixels
constexpr int kSliderEnd = 999;       // of both kinds
constexpr double kLargestWindow = 4;  // powers of ten

int positionOf(const Smoothing& smoothing) {
  if (smoothing.kind == Smoothing::Kind::window)
    return int(std::lround(std::log10(double(std::max(1, smoothing.window))) / kLargestWindow * kSliderEnd));
  return int(std::lround(smoothing.weight * 1000));
}

}  // namespace

CurveTools::CurveTools(QWidget* parent)
    : QWidget(parent),
      series_(new SeriesMenu(this)),
      seriesButton_(new QToolButton),
      axis_(new QComboBox),
      more_(new QMenu(this)) {
  setObjectName(QStringLiteral("curveTools"));
  seriesButton_->setObjectName(QStringLiteral("seriesButton"));
  seriesButton_->setIcon(lineIcon("series"));
  seriesButton_->setText(tr("Series"));
  seriesButton_->setToolTip(tr("Choose the curves to show"));
  seriesButton_->setAccessibleName(tr("Choose the curves to show"));
  seriesButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  seriesButton_->setPopupMode(QToolButton::InstantPopup);
  seriesButton_->setMenu(series_);
  axis_->setObjectName(QStringLiteral("curveAxis"));
  axis_->addItems({tr("Steps"), tr("Time"), tr("Clock")});
  axis_->setToolTip(tr("Horizontal axis: steps, time since the run began (pauses left out), or date and time of day"));
  axis_->setAccessibleName(tr("Horizontal axis"));
  connect(axis_, qOverload<int>(&QComboBox::currentIndexChanged), this,
          [this](int index) { emit axisChanged(CurveAxis(index)); });
  buildSmoothing();
  buildActions();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 5, 8, 5);
  row->setSpacing(4);
  row->addWidget(seriesButton_);
  row->addStretch(1);
  row->addWidget(slider_, 1);
  row->addWidget(kindButton_);
  row->addWidget(axis_);
  for (auto* action : {log_, follow_}) roomy_ << buttonOf(action);
  for (auto* button : roomy_) row->addWidget(button);
  row->addWidget(buttonOf(fit_));
  row->addWidget(buttonOf(markers_));
  auto* more = new QToolButton;
  more->setObjectName(QStringLiteral("curvesMore"));
  more->setIcon(lineIcon("more"));
  more->setToolTip(tr("More: copy and save the curves, and what else can be done here"));
  more->setAccessibleName(tr("More"));
  more->setAutoRaise(true);
  more->setPopupMode(QToolButton::InstantPopup);
  more->setMenu(more_);
  row->addWidget(more);
}

void CurveTools::buildSmoothing() {
  slider_ = new QSlider(Qt::Horizontal);
  slider_->setObjectName(QStringLiteral("smoothing"));
  slider_->setRange(0, kSliderEnd);
  slider_->setPageStep(50);
  slider_->setMinimumWidth(46);
  slider_->setMaximumWidth(130);
  slider_->setAccessibleName(tr("Smoothing"));
  connect(slider_, &QSlider::valueChanged, this, &CurveTools::slide);
  kindButton_ = new QToolButton;
  kindButton_->setObjectName(QStringLiteral("smoothingKind"));
  kindButton_->setPopupMode(QToolButton::InstantPopup);
  kindButton_->setAutoRaise(true);
  auto* menu = new QMenu(this);
  kinds_ = new QActionGroup(this);
  const std::pair<QString, QString> texts[] = {
      {tr("Not smoothed"), tr("Shows the mean of what falls into each pixel.")},
      {tr("Moving average"),
       tr("Exponential moving average, corrected for its beginning: the number is the weight of the past.")},
      {tr("Mean of the last points"), tr("The mean of a window of points that ends at each point.")}};
  for (int kind = 0; kind < 3; ++kind) {
    auto* action = menu->addAction(texts[kind].first);
    action->setToolTip(texts[kind].second);
    action->setCheckable(true);
    action->setData(kind);
    kinds_->addAction(action);
    connect(action, &QAction::triggered, this, [this, kind] { setKind(Smoothing::Kind(kind)); });
  }
  menu->setToolTipsVisible(true);
  kindButton_->setMenu(menu);
  showSmoothing();
}

QAction* CurveTools::addAction(const QString& icon, const QString& text, const QString& help, const QString& name) {
  auto* action = more_->addAction(lineIcon(icon), text);
  action->setToolTip(help);
  action->setObjectName(name);
  return action;
}

void CurveTools::buildActions() {
  more_->setToolTipsVisible(true);
  log_ = addAction("log-scale", tr("Logarithmic axes"), tr("Logarithmic vertical axes in all panels (L in one)"),
                   "logScaleAction");
  follow_ = addAction("follow", tr("Follow"), tr("Follow: keep the newest step in view"), "followAction");
  for (auto* action : {log_, follow_}) action->setCheckable(true);
  follow_->setChecked(true);
  fit_ =
      addAction("fit", tr("Show everything"),
                tr("Show everything (double-click or Home in a panel). Drag pans, the wheel zooms, Shift+drag or a "
                   "drag with the right button zooms into a rectangle, Backspace zooms back; over the numbers of the "
                   "vertical axis, wheel and drag change that axis."),
                "fitAction");
  markers_ = addAction("marker", tr("Markers and notes"),
                       tr("List of markers: phases, live changes, notes, warnings, evaluations and checkpoints (M)"),
                       "markersAction");
  markers_->setCheckable(true);
  for (auto* action : {log_, follow_, markers_}) action->setIconVisibleInMenu(false);  // the tick takes its place
  more_->addSeparator();
  connect(log_, &QAction::toggled, this, &CurveTools::logScaleChanged);
  connect(follow_, &QAction::toggled, this, &CurveTools::followChanged);
  connect(fit_, &QAction::triggered, this, &CurveTools::fitRequested);
}

QToolButton* CurveTools::buttonOf(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  button->setAutoRaise(true);
  button->setAccessibleName(action->text());
  button->setAccessibleDescription(action->toolTip());
  button->setObjectName(action->objectName().chopped(int(qstrlen("Action"))));
  return button;
}

void CurveTools::showLayout(const CurveLayout& layout) {
  const QSignalBlocker quiet(this);
  smoothing_ = layout.smoothing;
  showSmoothing();
  axis_->setCurrentIndex(int(layout.axis));
  follow_->setChecked(layout.follow);
  const auto isLog = [](const PanelLayout& panel) { return panel.log; };
  log_->setChecked(!layout.panels.isEmpty() && std::ranges::all_of(layout.panels, isLog));
}

void CurveTools::setKind(Smoothing::Kind kind) {
  smoothing_.kind = kind;
  showSmoothing();
  emit smoothingChanged(smoothing_);
}

void CurveTools::slide(int position) {
  if (smoothing_.kind == Smoothing::Kind::window)
    smoothing_.window = int(std::lround(std::pow(10.0, kLargestWindow * position / kSliderEnd)));
  else
    smoothing_.weight = position / 1000.0;
  showSmoothing();
  emit smoothingChanged(smoothing_);
}

void CurveTools::showSmoothing() {
  const QSignalBlocker quiet(slider_);
  kinds_->actions().at(int(smoothing_.kind))->setChecked(true);
  slider_->setEnabled(smoothing_.kind != Smoothing::Kind::none);
  if (positionOf(smoothing_) != slider_->value()) slider_->setValue(positionOf(smoothing_));
  const bool window = smoothing_.kind == Smoothing::Kind::window;
  const auto text = smoothing_.kind == Smoothing::Kind::none ? tr("off")
                    : window                                 ? QLocale().toString(smoothing_.window)
                             : QLocale().toString(smoothing_.weight, 'f', smoothing_.weight > 0.9 ? 3 : 2);
  kindButton_->setText(text);
  kindButton_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("10,000")) + 34);
  const auto help = window
                        ? tr("Smoothing: mean of the last %1 points. The raw curve stays faint behind it; its spikes "
                             "are never smoothed away.")
                              .arg(text)
                        : tr("Smoothing: weight of the past in a moving average. The raw curve stays faint behind "
                             "it; its spikes are never smoothed away.");
  slider_->setToolTip(help);
  slider_->setAccessibleDescription(help);
  kindButton_->setToolTip(tr("How curves are smoothed: not at all, moving average, or mean of the last points"));
  kindButton_->setAccessibleName(tr("Kind of smoothing, now %1").arg(text));
}

void CurveTools::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool roomy = event->size().width() >= kNarrow;
  for (auto* button : roomy_) button->setVisible(roomy);
  seriesButton_->setToolButtonStyle(roomy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

}  // namespace vignette
