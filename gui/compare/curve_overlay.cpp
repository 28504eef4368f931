#include "compare/curve_overlay.h"

#include <qcustomplot.h>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "app/store_access.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr std::array<Qt::PenStyle, 4> kStyles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
constexpr int kMarkedPoints = 60;  // fewer than this get a dot each: evaluations, and runs that just began
constexpr auto kNewest = std::numeric_limits<std::int64_t>::max();

void paintAxis(QCPAxis* axis, const QPalette& palette) {
  const auto text = palette.color(QPalette::Text);
  auto grid = text;
  grid.setAlpha(35);
  axis->setBasePen(text);
  axis->setTickPen(text);
  axis->setSubTickPen(text);
  axis->setTickLabelColor(text);
  axis->setLabelColor(text);
  axis->grid()->setPen(grid);
  axis->grid()->setZeroLinePen(grid);
}

}  // namespace

CurveOverlay::CurveOverlay(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  series_ = new QComboBox;
  series_->setObjectName(QStringLiteral("overlaySeries"));
  series_->setAccessibleName(tr("Curve shown"));
  series_->setToolTip(tr("The curve drawn for every run"));
  connect(series_, &QComboBox::currentIndexChanged, this, [this] {
    wholeRange_ = true;
    read();
  });
  seeds_ = new QCheckBox(tr("Mean over seeds"));
  seeds_->setObjectName(QStringLiteral("overlaySeeds"));
  seeds_->setToolTip(
      tr("Draws runs that differ in nothing but the seed as their mean with a band of one standard "
         "deviation."));
  connect(seeds_, &QCheckBox::toggled, this, [this] { draw(curves_); });
  auto* all = new QPushButton(tr("Show all"));
  all->setToolTip(tr("Shows every step again. Drag to move, turn the wheel to zoom."));
  connect(all, &QPushButton::clicked, this, &CurveOverlay::showAll);
  cursor_ = new QLabel;
  cursor_->setObjectName(QStringLiteral("overlayCursor"));
  cursor_->setWordWrap(true);
  cursor_->setMinimumHeight(fontMetrics().height());
  rereading_ = new QTimer(this);
  rereading_->setSingleShot(true);
  rereading_->setInterval(60);
  connect(rereading_, &QTimer::timeout, this, &CurveOverlay::read);
  makePlot();
  auto* top = new QHBoxLayout;
  top->addWidget(series_, 1);
  top->addWidget(seeds_);
  top->addWidget(all);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addLayout(top);
  layout->addWidget(plot_, 1);
  layout->addWidget(cursor_);
}

void CurveOverlay::makePlot() {
  plot_ = new QCustomPlot;
  plot_->setMinimumSize(200, 140);
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  plot_->axisRect()->setRangeDrag(Qt::Horizontal);
  plot_->axisRect()->setRangeZoom(Qt::Horizontal);
  plot_->xAxis->setLabel(tr("step"));
  moveLegendAbove();
  plot_->setAccessibleName(tr("Curves of the compared runs"));
  connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this] {
    if (setting_) return;
    wholeRange_ = false;
    rereading_->start();
  });
  connect(plot_, &QCustomPlot::mouseMove, this,
          [this](QMouseEvent* event) { showCursor(plot_->xAxis->pixelToCoord(event->position().x())); });
  applyPalette();
}

void CurveOverlay::moveLegendAbove() {
  auto* legend = plot_->legend;
  legend->setVisible(true);
  plot_->plotLayout()->insertRow(0);
  plot_->plotLayout()->addElement(0, 0, legend);
  plot_->plotLayout()->setRowStretchFactor(0, 0.001);
  legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
  legend->setWrap(3);
  legend->setBorderPen(Qt::NoPen);
  legend->setMargins(QMargins(0, 4, 0, 0));
}

void CurveOverlay::applyPalette() {
  const auto colours = palette();
  plot_->setBackground(colours.base());
  paintAxis(plot_->xAxis, colours);
  paintAxis(plot_->yAxis, colours);
  plot_->legend->setTextColor(colours.color(QPalette::Text));
  plot_->legend->setBrush(Qt::NoBrush);
}

void CurveOverlay::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || !plot_) return;
  applyPalette();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurveOverlay::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  rereading_->start();
}

void CurveOverlay::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  rereading_->start();
}

void CurveOverlay::setRuns(const std::vector<ComparedRun>& runs, const std::vector<std::string>& series) {
  runs_ = runs;
  QStringList names;
  for (const auto& name : series) names << QString::fromStdString(name);
  QStringList now;
  for (int i = 0; i < series_->count(); ++i) now << series_->itemText(i);
  if (names != now) {
    const QSignalBlocker quiet(series_);
    const auto chosen = series_->currentText();
    series_->clear();
    series_->addItems(names);
    const int again = static_cast<int>(names.indexOf(chosen)),
              reward = static_cast<int>(names.indexOf(QStringLiteral("reward")));
    series_->setCurrentIndex(again >= 0 ? again : std::max(0, reward));
  }
  std::map<int, int> sizes;
  bool several = false;
  for (const auto& run : runs_) several = ++sizes[run.seedGroup] > 1 || several;
  seeds_->setVisible(several);
  read();
}

void CurveOverlay::showAll() {
  wholeRange_ = true;
  read();
}

void CurveOverlay::read() {
  const auto name = series_->currentText().toStdString();
  if (!isVisible() || runs_.empty() || name.empty()) return;
  const auto range = plot_->xAxis->range();
  const std::int64_t first = wholeRange_ ? 0 : static_cast<std::int64_t>(std::max(0.0, std::floor(range.lower)));
  const std::int64_t last = wholeRange_ ? kNewest : static_cast<std::int64_t>(std::max(1.0, std::ceil(range.upper)));
  const std::int64_t buckets = std::max(200, 2 * plot_->width());
  std::vector<RunId> ids;
  for (const auto& run : runs_) ids.push_back(run.id);
  store_->query(
      this,
      [ids, name, first, last, buckets](ExperimentStore& store) {
        std::vector<RunCurve> curves;
        for (const auto id : ids) {
          RunCurve curve;
          try {
            curve.buckets = store.curve_buckets(id, name, first, last, buckets);
          } catch (const std::exception& error) {
            curve.problem = QString::fromUtf8(error.what());
          }
          curves.push_back(std::move(curve));
        }
        return curves;
      },
      [this, serial = ++serial_](std::vector<RunCurve> curves) {
        if (serial != serial_ || curves.size() != runs_.size()) return;
        curves_ = std::move(curves);
        draw(curves_);
      });
}

void CurveOverlay::draw(const std::vector<RunCurve>& curves) {
  plot_->clearGraphs();
  plot_->legend->clearItems();
  std::map<int, std::vector<std::size_t>> groups;
  for (std::size_t place = 0; place < curves.size(); ++place) groups[runs_[place].seedGroup].push_back(place);
  for (std::size_t place = 0; place < curves.size(); ++place) {
    const auto& members = groups[runs_[place].seedGroup];
    if (!seeds_->isChecked() || members.size() < 2)
      drawRun(place, curves[place]);
    else if (members.front() == place)
      drawSeeds(place, members);
  }
  plot_->yAxis->setLabel(series_->currentText());
  setting_ = true;
  if (wholeRange_) plot_->xAxis->rescale();
  setting_ = false;
  plot_->yAxis->rescale();
  plot_->yAxis->scaleRange(1.08);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

namespace {

/// Of a curve between its points; none outside them.
std::optional<double> valueAt(const std::vector<CurveBucket>& curve, double step) {
  const auto middle = [](const CurveBucket& bucket) { return double(bucket.first_step + bucket.last_step) / 2; };
  const auto after = std::lower_bound(curve.begin(), curve.end(), step,
                                      [&](const CurveBucket& bucket, double at) { return middle(bucket) < at; });
  if (after == curve.end()) return std::nullopt;
  if (middle(*after) == step || after == curve.begin())
    return middle(*after) == step ? std::optional(after->mean) : std::nullopt;
  const auto& before = *(after - 1);
  const double share = (step - middle(before)) / (middle(*after) - middle(before));
  return before.mean + share * (after->mean - before.mean);
}

}  // namespace

/// At the first member's steps, the mean of the members that have come so far, and one standard deviation around it.
void CurveOverlay::drawSeeds(std::size_t place, const std::vector<std::size_t>& members) {
  QVector<double> steps, low, high, mean;
  for (const auto& bucket : curves_[place].buckets) {
    const double step = double(bucket.first_step + bucket.last_step) / 2;
    double sum = 0, squares = 0, count = 0;
    for (const auto member : members)
      if (const auto value = valueAt(curves_[member].buckets, step); value && std::isfinite(*value)) {
        sum += *value;
        squares += *value * *value;
        ++count;
      }
    if (count == 0) continue;
    const double middle = sum / count;
    const double deviation = count > 1 ? std::sqrt(std::max(0.0, (squares - sum * middle) / (count - 1))) : 0;
    steps << step;
    mean << middle;
    low << middle - deviation;
    high << middle + deviation;
  }
  auto faint = runs_[place].colour;
  faint.setAlpha(60);
  auto* bottom = plot_->addGraph();
  auto* top = plot_->addGraph();
  bottom->setData(steps, low, true);
  top->setData(steps, high, true);
  for (auto* edge : {bottom, top}) {
    edge->setPen(Qt::NoPen);
    edge->removeFromLegend();
  }
  top->setBrush(faint);
  top->setChannelFillGraph(bottom);
  auto* line = plot_->addGraph();
  line->setData(steps, mean, true);
  line->setPen(QPen(runs_[place].colour, 2, kStyles[place % kStyles.size()]));
  line->setName(tr("%1: mean of %n seed(s)", nullptr, int(members.size())).arg(runs_[place].name));
}

void CurveOverlay::drawRun(std::size_t place, const RunCurve& curve) {
  QVector<double> steps, low, high, mean;
  for (const auto& bucket : curve.buckets) {
    if (bucket.count <= bucket.nan_count) continue;
    steps << static_cast<double>(bucket.first_step + bucket.last_step) / 2;
    low << bucket.min;
    high << bucket.max;
    mean << bucket.mean;
  }
  auto faint = runs_[place].colour;
  faint.setAlpha(45);
  auto* bottom = plot_->addGraph();
  auto* top = plot_->addGraph();
  bottom->setData(steps, low, true);
  top->setData(steps, high, true);
  bottom->setPen(Qt::NoPen);
  top->setPen(Qt::NoPen);
  top->setBrush(faint);
  top->setChannelFillGraph(bottom);
  bottom->removeFromLegend();
  top->removeFromLegend();
  auto* line = plot_->addGraph();
  line->setData(steps, mean, true);
  line->setPen(QPen(runs_[place].colour, 2, kStyles[place % kStyles.size()]));
  if (steps.size() <= kMarkedPoints) line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 5));
  line->setName(curve.problem.isEmpty() ? runs_[place].name : tr("%1: %2").arg(runs_[place].name, curve.problem));
}

void CurveOverlay::showCursor(double step) {
  QStringList parts{tr("step %1").arg(QLocale().toString(std::lround(step)))};
  for (std::size_t place = 0; place < curves_.size(); ++place)
    for (const auto& bucket : curves_[place].buckets)
      if (static_cast<double>(bucket.last_step) >= step) {
        if (static_cast<double>(bucket.first_step) <= step + 1 || bucket.first_step == bucket.last_step)
          parts << tr("%1: %2").arg(runs_[place].name, QLocale().toString(bucket.mean, 'g', 5));
        break;
      }
  cursor_->setText(parts.join(QStringLiteral("   ")));
}

}  // namespace vignette
