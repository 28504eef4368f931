#include "curves/curve_panel.h"

#include <qcustomplot.h>

#include <QLabel>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <cmath>
#include <limits>

#include "app/theme.h"

namespace vignette {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr int kClickDistance = 3;
constexpr int kValuesShown = 6;
constexpr double kMarkerDistance = 4;  // pixels

/// Smallest and largest finite value whose x lies in [lower, upper].
void widen(const QVector<double>& xs, const QVector<double>& ys, double lower, double upper, double& low,
           double& high) {
  for (qsizetype i = 0; i < ys.size(); ++i) {
    if (xs[i] < lower || xs[i] > upper || !std::isfinite(ys[i])) continue;
    low = std::min(low, ys[i]);
    high = std::max(high, ys[i]);
  }
}

QString shortNumber(double value) {
  return std::isfinite(value) ? QLocale().toString(value, 'g', 5) : QStringLiteral("NaN");
}

/// QCustomPlot draws ticks by format; the axes here are plain numbers with at most five digits.
void plainTicks(QCPAxis* axis) {
  axis->setNumberFormat(QStringLiteral("g"));
  axis->setNumberPrecision(5);
}

}  // namespace

CurvePanel::CurvePanel(const QString& series, QWidget* parent)
    : QWidget(parent), series_(series), plot_(new QCustomPlot), title_(new QLabel(series)), values_(new QLabel) {
  setObjectName(QStringLiteral("panel.") + series);
  title_->setProperty("role", "value");
  values_->setTextFormat(Qt::RichText);
  values_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  values_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(12, 6, 14, 0);
  head->addWidget(title_);
  head->addWidget(values_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(head);
  layout->addWidget(plot_, 1);
  setMinimumHeight(132);
  buildPlot();
  recolour();
  connect(&Theme::instance(), &Theme::changed, this, &CurvePanel::recolour);
}

CurvePanel::~CurvePanel() = default;

void CurvePanel::buildPlot() {
  plot_->setAccessibleName(series_);
  plot_->setToolTip({});
  plot_->setMouseTracking(true);
  plot_->setNoAntialiasingOnDrag(true);
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  auto* rect = plot_->axisRect();
  rect->setRangeDrag(Qt::Horizontal);
  rect->setRangeZoom(Qt::Horizontal);
  rect->setMinimumMargins(QMargins(56, 6, 14, 6));
  plot_->setSelectionRect(new QCPSelectionRect(plot_));
  plainTicks(plot_->xAxis);
  plainTicks(plot_->yAxis);
  plot_->yAxis->ticker()->setTickCount(4);
  crosshair_ = new QCPItemStraightLine(plot_);
  crosshair_->setVisible(false);
  crosshair_->setSelectable(false);
  connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
    if (!settingRange_) emit rangeChanged(range.lower, range.upper);
  });
  connect(plot_, &QCustomPlot::mousePress, this, &CurvePanel::press);
  connect(plot_, &QCustomPlot::mouseRelease, this, &CurvePanel::release);
  connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
    showMarker(event);
    emit crosshairMoved(plot_->xAxis->pixelToCoord(event->pos().x()));
  });
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &CurvePanel::fitRequested);
  plot_->installEventFilter(this);
}

bool CurvePanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Leave) emit crosshairLeft();
  return QWidget::eventFilter(watched, event);
}

void CurvePanel::press(QMouseEvent* event) {
  pressed_ = event->pos();
  const bool rectangle = event->button() == Qt::RightButton || (event->modifiers() & Qt::ShiftModifier);
  plot_->setSelectionRectMode(rectangle ? QCP::srmZoom : QCP::srmNone);
  if (rectangle) autoY_ = false;
}

void CurvePanel::release(QMouseEvent* event) {
  if ((event->pos() - pressed_).manhattanLength() > kClickDistance || event->button() != Qt::LeftButton) return;
  if (plot_->axisRect()->rect().contains(event->pos()))
    if (const auto step = stepAt(plot_->xAxis->pixelToCoord(event->pos().x())); step >= 0) emit stepActivated(step);
}

qint64 CurvePanel::stepAt(double x) const {
  if (axis_ == CurveAxis::step) return std::max<qint64>(0, std::llround(x));
  for (const auto& [run, line] : lines_)
    if (const int index = line.trace.nearest(x); index >= 0) return qint64(line.trace.lastStep[index]);
  return -1;
}

void CurvePanel::recolour() {
  const auto& c = Theme::instance().colours();
  plot_->setBackground(c.base);
  setAutoFillBackground(true);
  auto colours = palette();
  colours.setColor(QPalette::Window, c.base);
  setPalette(colours);
  for (auto* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(QPen(c.border));
    axis->setTickPen(QPen(c.border));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(c.muted);
    axis->setLabelColor(c.muted);
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
    axis->grid()->setPen(QPen(c.grid, 0));
    axis->grid()->setSubGridVisible(false);
    axis->grid()->setZeroLinePen(QPen(c.border, 0));
  }
  crosshair_->setPen(QPen(c.muted, 0, Qt::DashLine));
  plot_->selectionRect()->setPen(QPen(c.accent));
  auto fill = c.accent;
  fill.setAlpha(40);
  plot_->selectionRect()->setBrush(fill);
  for (auto& [run, line] : lines_) style(line);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::style(Line& line) const {
  auto faint = line.colour;
  faint.setAlpha(Theme::instance().dark() ? 95 : 80);
  line.raw->setPen(QPen(faint, 1));
  line.smooth->setPen(QPen(line.colour, 1.8));
  const bool sparse = line.trace.smoothX.size() <= 60;
  const auto disc = QCPScatterStyle(QCPScatterStyle::ssDisc, line.colour, line.colour, 5);
  line.smooth->setScatterStyle(sparse ? disc : QCPScatterStyle(QCPScatterStyle::ssNone));
}

CurvePanel::Line& CurvePanel::lineOf(qint64 run) {
  auto& line = lines_[run];
  if (!line.raw) {
    line.raw = plot_->addGraph();
    line.smooth = plot_->addGraph();
    line.raw->setAdaptiveSampling(false);
    line.smooth->setAdaptiveSampling(false);
    line.raw->setAntialiased(false);
  }
  return line;
}

void CurvePanel::dropLinesExcept(const CurveAnswer& answer) {
  for (auto it = lines_.begin(); it != lines_.end();) {
    const auto run = answer.runs.find(it->first);
    if (run != answer.runs.end() && run->second.traces.contains(series_)) {
      ++it;
      continue;
    }
    plot_->removeGraph(it->second.raw);
    plot_->removeGraph(it->second.smooth);
    it = lines_.erase(it);
  }
}

void CurvePanel::setAnswer(const CurveAnswer& answer) {
  axis_ = answer.axis;
  dropLinesExcept(answer);
  for (const auto& [id, run] : answer.runs) {
    const auto trace = run.traces.find(series_);
    if (trace == run.traces.end()) continue;
    auto& line = lineOf(id);
    line.trace = *trace;
    line.name = run.name;
    line.colour = run.colour.isValid() ? run.colour : Theme::instance().colours().accent;
    line.raw->setData(trace->rawX, trace->rawY, true);
    line.smooth->setData(trace->smoothX, trace->smoothY, true);
    style(line);
  }
  setMarkers(answer);
  scaleY();
  showValues(crosshair_->visible() ? crosshair_->point1->key() : kNothing);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::setMarkers(const CurveAnswer& answer) {
  for (int i = plot_->itemCount() - 1; i >= 0; --i)
    if (plot_->item(i) != crosshair_) plot_->removeItem(i);
  markers_.clear();
  for (const auto& [id, run] : answer.runs)
    for (const auto& marker : run.markers) {
      addMarker(marker);
      if (!marker.text.isEmpty()) markers_ << marker;
    }
}

/// What was changed where the pointer is: every marker within a few pixels, one a line.
void CurvePanel::showMarker(const QMouseEvent* event) {
  QStringList texts;
  for (const auto& marker : markers_)
    if (std::abs(plot_->xAxis->coordToPixel(marker.x) - event->pos().x()) <= kMarkerDistance) texts << marker.text;
  const auto text = texts.join('\n');
  if (text.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(event->globalPosition().toPoint(), text, plot_);
}

void CurvePanel::addMarker(const CurveMarker& marker) {
  const auto& c = Theme::instance().colours();
  const bool evaluation = marker.kind == CurveMarker::Kind::evaluation;
  const bool phase = marker.kind == CurveMarker::Kind::phase;
  auto* line = new QCPItemLine(plot_);
  line->setSelectable(false);
  line->start->setTypeX(QCPItemPosition::ptPlotCoords);
  line->start->setTypeY(QCPItemPosition::ptAxisRectRatio);
  line->end->setTypeX(QCPItemPosition::ptPlotCoords);
  line->end->setTypeY(QCPItemPosition::ptAxisRectRatio);
  line->start->setCoords(marker.x, 1);
  line->end->setCoords(marker.x, evaluation ? 0.94 : 0);
  line->setPen(phase ? QPen(c.muted, 1) : evaluation ? QPen(c.muted, 1.5) : QPen(c.warning, 1, Qt::DashLine));
  if (!evaluation && markerLabels_) addMarkerLabel(marker, phase ? c.muted : c.warning);
}

/// Live changes at the top, phases at the bottom: both may begin at one step.
void CurvePanel::addMarkerLabel(const CurveMarker& marker, const QColor& colour) {
  const bool phase = marker.kind == CurveMarker::Kind::phase;
  auto* label = new QCPItemText(plot_);
  label->setSelectable(false);
  label->position->setTypeX(QCPItemPosition::ptPlotCoords);
  label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  label->position->setCoords(marker.x, phase ? 0.98 : 0.02);
  label->setPositionAlignment(Qt::AlignLeft | (phase ? Qt::AlignBottom : Qt::AlignTop));
  label->setPadding(QMargins(4, 0, 0, 0));
  label->setColor(colour);
  label->setFont(font());
  label->setText(marker.text);
}

int CurvePanel::pointCount() const {
  int count = 0;
  for (const auto& [run, line] : lines_) count += line.raw->dataCount() + line.smooth->dataCount();
  return count;
}

void CurvePanel::setXRange(double lower, double upper) {
  settingRange_ = true;
  plot_->xAxis->setRange(lower, upper);
  settingRange_ = false;
  scaleY();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::setLogScale(bool log) {
  log_ = log;
  plot_->yAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  if (log)
    plot_->yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
  else
    plot_->yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
  plot_->yAxis->ticker()->setTickCount(4);
  fitY();
}

void CurvePanel::fitY() {
  autoY_ = true;
  scaleY();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::scaleY() {
  if (!autoY_) return;
  const auto range = plot_->xAxis->range();
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const auto& [run, line] : lines_) {
    widen(line.trace.rawX, line.trace.rawY, range.lower, range.upper, low, high);
    widen(line.trace.smoothX, line.trace.smoothY, range.lower, range.upper, low, high);
  }
  if (!(low <= high)) return;
  if (log_) {
    high = std::max(high, 1e-12);
    low = low > 0 ? low : high * 1e-4;
    plot_->yAxis->setRange(low / 1.15, high * 1.15);
    return;
  }
  const double margin = high > low ? (high - low) * 0.08 : std::max(std::abs(high) * 0.1, 1e-6);
  plot_->yAxis->setRange(low - margin, high + margin);
}

void CurvePanel::setCrosshair(double x) {
  const bool visible = std::isfinite(x);
  crosshair_->setVisible(visible);
  if (visible) {
    crosshair_->point1->setCoords(x, 0);
    crosshair_->point2->setCoords(x, 1);
    crosshair_->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    crosshair_->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    crosshair_->point1->setCoords(x, 0);
    crosshair_->point2->setCoords(x, 1);
  }
  showValues(x);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::showValues(double x) {
  QStringList parts;
  const bool at = std::isfinite(x);
  const bool several = lines_.size() > 1;
  for (const auto& [run, line] : lines_) {
    const int index = at ? line.trace.nearest(x) : int(line.trace.smoothX.size()) - 1;
    if (index < 0 || parts.size() >= kValuesShown) continue;
    auto text = shortNumber(line.trace.smoothY[index]);
    if (at && line.trace.mean[index] != line.trace.smoothY[index])
      text += QStringLiteral(" (%1)").arg(shortNumber(line.trace.mean[index]));
    const auto name = several ? line.name.toHtmlEscaped() + QStringLiteral(" ") : QString();
    parts << QStringLiteral("<span style='color:%1'>■</span> %2<b>%3</b>").arg(line.colour.name(), name, text);
  }
  auto text = parts.join(QStringLiteral("&nbsp;&nbsp; "));
  if (at && !parts.isEmpty()) {
    const auto where =
        axis_ == CurveAxis::step ? tr("step %1").arg(stepAt(x)) : tr("%1 s").arg(QLocale().toString(x, 'f', 1));
    text = QStringLiteral("<span style='color:%1'>%2</span>&nbsp;&nbsp; ")
               .arg(Theme::instance().colours().muted.name(), where) +
           text;
  }
  if (values_->text() != text) values_->setText(text);
}

}  // namespace vignette
