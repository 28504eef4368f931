#include "curves/curve_panel.h"

#include <qcustomplot.h>

#include <QPainter>
#include <QVBoxLayout>
#include <array>
#include <cmath>
#include <limits>

#include "app/theme.h"
#include "curves/clip_polyline.h"
#include "curves/marker_item.h"
#include "curves/panel_head.h"

namespace vignette {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr int kValuesShown = 6;
constexpr int kDottedBelow = 60;  // points: evaluations, and runs that just began
constexpr auto kCrosshairLayer = "crosshair";
constexpr std::array<Qt::PenStyle, 4> kStyles = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
// Told apart by colour-blind people too; the first series of a panel has its run's colour.
constexpr std::array<const char*, 6> kSeriesColours = {"#ee6677", "#228833", "#aa3377",
                                                       "#ccbb44", "#66ccee", "#4477aa"};

/// Smallest and largest finite value whose x lies in [lower, upper].
void widen(const QVector<double>& xs, const QVector<double>& ys, double lower, double upper, double& low,
           double& high) {
  const auto begin = std::lower_bound(xs.begin(), xs.end(), lower) - xs.begin();
  for (auto i = begin; i < ys.size() && xs[i] <= upper; ++i) {
    if (!std::isfinite(ys[i])) continue;
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

QString duration(double seconds) {
  const auto whole = qint64(std::floor(std::abs(seconds)));
  return QStringLiteral("%1%2:%3:%4")
      .arg(seconds < 0 ? QStringLiteral("-") : QString())
      .arg(whole / 3600)
      .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
      .arg(whole % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace

CurvePanel::CurvePanel(const QStringList& series, QWidget* parent)
    : QWidget(parent), plot_(new QCustomPlot), head_(new PanelHead), crosshairX_(kNothing) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2, 2, 2, 2);
  layout->setSpacing(0);
  layout->addWidget(head_);
  layout->addWidget(plot_, 1);
  setMinimumHeight(132);
  setAutoFillBackground(true);
  setFocusProxy(plot_);
  buildPlot();
  connectInput();
  setSeries(series);
  recolour(Theme::instance().colours());
  connect(&Theme::instance(), &Theme::changed, this, [this] { recolour(Theme::instance().colours()); });
}

CurvePanel::~CurvePanel() = default;

void CurvePanel::buildPlot() {
  plot_->setMouseTracking(true);
  plot_->setFocusPolicy(Qt::StrongFocus);
  plot_->setContextMenuPolicy(Qt::PreventContextMenu);  // the right button also draws rectangles
  plot_->setNoAntialiasingOnDrag(true);
  plot_->setPlottingHint(QCP::phFastPolylines);  // a wide antialiased polyline takes six times as long
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  auto* rect = plot_->axisRect();
  rect->setRangeDrag(Qt::Horizontal);
  rect->setRangeZoom(Qt::Horizontal);
  rect->setMinimumMargins(QMargins(56, 6, 14, 6));
  plot_->setSelectionRect(new QCPSelectionRect(plot_));
  plainTicks(plot_->xAxis);
  plainTicks(plot_->yAxis);
  plot_->yAxis->ticker()->setTickCount(4);
  markers_ = new MarkerItem(plot_);
  markers_->setLayer(QStringLiteral("axes"));  // above the curves: names stay readable
  // In a buffer of its own, so that moving it draws no curve again.
  plot_->addLayer(QLatin1String(kCrosshairLayer));
  plot_->layer(QLatin1String(kCrosshairLayer))->setMode(QCPLayer::lmBuffered);
  crosshair_ = new QCPItemStraightLine(plot_);
  crosshair_->setLayer(QLatin1String(kCrosshairLayer));
  crosshair_->setVisible(false);
  crosshair_->setSelectable(false);
  crosshair_->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
  crosshair_->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
}

void CurvePanel::setSeries(const QStringList& series) {
  series_ = series;
  setObjectName(QStringLiteral("panel.") + series.join('+'));
  plot_->setAccessibleName(tr("Curves of %1").arg(series.join(QStringLiteral(", "))));
  head_->setSeries(series);
}

void CurvePanel::setMarkerNames(bool on) {
  markers_->setNamed(on);
}

void CurvePanel::recolour(const ThemeColours& c) {
  onDark_ = c.base.lightness() < 128;
  markers_->setColours(c);
  plot_->setBackground(c.base);
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
  for (auto& [key, line] : lines_) style(line);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::style(Line& line) const {
  auto faint = line.pen.color();
  faint.setAlpha(onDark_ ? 95 : 80);
  line.raw->setPen(QPen(faint, 1));
  line.smooth->setPen(line.pen);
  const bool sparse = line.trace.smoothX.size() <= kDottedBelow;
  const auto disc = QCPScatterStyle(QCPScatterStyle::ssDisc, line.pen.color(), line.pen.color(), 5);
  line.smooth->setScatterStyle(sparse ? disc : QCPScatterStyle(QCPScatterStyle::ssNone));
}

CurvePanel::Line& CurvePanel::lineOf(const LineKey& key) {
  auto& line = lines_[key];
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
    const auto& [id, series] = it->first;
    const auto run = answer.runs.find(id);
    if (run != answer.runs.end() && series_.contains(series) && run->second.traces.contains(series)) {
      ++it;
      continue;
    }
    plot_->removeGraph(it->second.raw);
    plot_->removeGraph(it->second.smooth);
    it = lines_.erase(it);
  }
}

/// One run: a colour for each series. Several: a run keeps its colour in all panels, series differ by line style.
void CurvePanel::choosePens(const CurveAnswer& answer) {
  const bool byStyle = answer.runs.size() > 1;
  for (auto& [key, line] : lines_) {
    const auto number = std::size_t(series_.indexOf(line.series));
    auto colour = answer.runs.at(key.first).colour;
    if (!colour.isValid()) colour = Theme::instance().colours().accent;
    if (!byStyle && number > 0) colour = QColor(QLatin1String(kSeriesColours[(number - 1) % kSeriesColours.size()]));
    line.pen = QPen(colour, 1.8, kStyles[number % kStyles.size()]);
  }
  for (const auto& series : series_) {
    if (!head_->chip(series)) continue;
    const auto line = std::ranges::find_if(lines_, [&](const auto& one) { return one.second.series == series; });
    auto pen = line != lines_.end() && series_.size() > 1 ? line->second.pen : QPen(Qt::NoPen);
    if (byStyle && pen.style() != Qt::NoPen) pen.setColor(Theme::instance().colours().text);
    head_->chip(series)->setLine(pen);
  }
}

void CurvePanel::setAnswer(const CurveAnswer& answer, const MarkerKinds& hiddenMarkers) {
  const bool another = answer.axis != axis_;
  axis_ = answer.axis;
  runs_ = int(answer.runs.size());
  dropLinesExcept(answer);
  QVector<CurveMarker> shown;
  for (const auto& [id, run] : answer.runs) {
    for (const auto& series : series_) {
      const auto trace = run.traces.find(series);
      if (trace == run.traces.end()) continue;
      auto& line = lineOf({id, series});
      line.trace = *trace;
      line.run = run.name;
      line.series = series;
      line.raw->setData(trace->rawX, trace->rawY, true);
      line.smooth->setData(trace->smoothX, trace->smoothY, true);
    }
    for (const auto& marker : run.markers)
      if (!hiddenMarkers.contains(marker.kind)) shown << marker;
  }
  choosePens(answer);
  for (auto& [key, line] : lines_) style(line);
  markers_->setMarkers(std::move(shown));
  if (another) chooseTicks();
  scaleY();
  showValues(crosshairX_);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::chooseTicks() {
  if (axis_ == CurveAxis::step) {
    plot_->xAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
  } else if (axis_ == CurveAxis::time) {
    auto ticker = QSharedPointer<QCPAxisTickerTime>::create();
    ticker->setTimeFormat(QStringLiteral("%h:%m:%s"));
    plot_->xAxis->setTicker(ticker);
  } else {
    auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
    ticker->setDateTimeFormat(QStringLiteral("MMM d\nHH:mm:ss"));
    plot_->xAxis->setTicker(ticker);
  }
  plot_->xAxis->ticker()->setTickCount(axis_ == CurveAxis::step ? 5 : 4);
}

int CurvePanel::pointCount() const {
  int count = 0;
  for (const auto& [key, line] : lines_) count += line.raw->dataCount() + line.smooth->dataCount();
  return count;
}

void CurvePanel::setXRange(double lower, double upper) {
  if (plot_->xAxis->range() == QCPRange(lower, upper) && !autoY_) return;
  settingRange_ = true;
  plot_->xAxis->setRange(lower, upper);
  settingRange_ = false;
  scaleY();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePanel::setLogScale(bool log) {
  if (log == log_) return;
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
  for (const auto& [key, line] : lines_) {
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
  crosshairX_ = x;
  const bool visible = std::isfinite(x);
  crosshair_->setVisible(visible);
  if (visible) {
    crosshair_->point1->setCoords(x, 0);
    crosshair_->point2->setCoords(x, 1);
  }
  showValues(x);
  plot_->layer(QLatin1String(kCrosshairLayer))->replot();
}

const CurvePanel::Line* CurvePanel::longestLine() const {
  const Line* longest = nullptr;
  for (const auto& [key, line] : lines_)
    if (!longest || line.trace.smoothX.size() > longest->trace.smoothX.size()) longest = &line;
  return longest && !longest->trace.smoothX.isEmpty() ? longest : nullptr;
}

qint64 CurvePanel::stepAt(double x) const {
  if (axis_ == CurveAxis::step) return std::max<qint64>(0, std::llround(x));
  const auto* line = longestLine();
  return line ? qint64(line->trace.lastStep[line->trace.nearest(x)]) : -1;
}

/// As the chips name them, a run after the other.
std::vector<const CurvePanel::Line*> CurvePanel::linesInOrder() const {
  std::vector<const Line*> lines;
  for (const auto& [key, line] : lines_) lines.push_back(&line);
  const auto place = [this](const Line* line) { return series_.indexOf(line->series); };
  std::ranges::stable_sort(lines, {}, place);
  return lines;
}

QString CurvePanel::positionText(double x) const {
  const auto step = tr("step %1").arg(QLocale().toString(stepAt(x)));
  if (axis_ == CurveAxis::step) return step;
  if (axis_ == CurveAxis::time) return tr("%1 · %2").arg(duration(x), step);
  return tr("%1 · %2").arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(qint64(x * 1000)), QLocale::ShortFormat),
                           step);
}

void CurvePanel::showValues(double x) {
  QVector<PanelValue> values;
  QStringList spoken;
  const bool at = std::isfinite(x);
  for (const auto* line : linesInOrder()) {
    const int index = at ? line->trace.nearest(x) : int(line->trace.smoothX.size()) - 1;
    if (index < 0 || values.size() >= kValuesShown) continue;
    PanelValue value{line->pen.color(), runs_ > 1 ? line->run : QString(), shortNumber(line->trace.smoothY[index]), {}};
    if (at && line->trace.mean[index] != line->trace.smoothY[index]) value.raw = shortNumber(line->trace.mean[index]);
    spoken << QStringLiteral("%1 %2 %3 %4").arg(line->run, line->series, value.smoothed, value.raw).simplified();
    values << value;
  }
  const auto position = at && !values.isEmpty() ? positionText(x) : QString();
  head_->setValues(position, values);
  if (!position.isEmpty())
    plot_->setAccessibleDescription(position + QStringLiteral(": ") + spoken.join(QStringLiteral("; ")));
}

void CurvePanel::paintEvent(QPaintEvent* event) {
  QWidget::paintEvent(event);
  if (!plot_->hasFocus()) return;
  QPainter painter(this);
  painter.setPen(QPen(Theme::instance().colours().accent, 1));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

/// SVG files know no clipping: what leaves the axes must not be in the data.
void CurvePanel::clipLines(bool on) {
  const auto x = plot_->xAxis->range(), y = plot_->yAxis->range();
  const ClipBox box{x.lower, x.upper, y.lower, y.upper, log_};
  const auto set = [&](QCPGraph* graph, const QVector<double>& xs, const QVector<double>& ys) {
    if (!on) return graph->setData(xs, ys, true);
    const auto [insideX, insideY] = clipPolyline(xs, ys, box);
    graph->setData(insideX, insideY, true);
  };
  for (auto& [key, line] : lines_) {
    set(line.raw, line.trace.rawX, line.trace.rawY);
    set(line.smooth, line.trace.smoothX, line.trace.smoothY);
  }
}

void CurvePanel::paint(QCPPainter* painter, const QRect& box, const ThemeColours& colours) {
  const bool crosshair = crosshair_->visible();
  crosshair_->setVisible(false);
  recolour(colours);
  clipLines(true);
  const int head = fontMetrics().height() + 8;
  painter->save();
  painter->translate(box.topLeft());
  auto bold = font();
  bold.setWeight(QFont::DemiBold);
  painter->setFont(bold);
  int x = 12;
  for (const auto& series : series_) {
    const auto line = std::ranges::find_if(lines_, [&](const auto& one) { return one.second.series == series; });
    if (series_.size() > 1 && line != lines_.end()) {
      painter->setPen(line->second.pen);
      painter->drawLine(QPointF(x, head / 2.0), QPointF(x + 18, head / 2.0));
      x += 24;
    }
    painter->setPen(colours.text);
    painter->drawText(QRect(x, 0, box.width() - x, head), Qt::AlignLeft | Qt::AlignVCenter, series);
    x += QFontMetrics(bold).horizontalAdvance(series) + 18;
  }
  painter->translate(0, head);
  plot_->toPainter(painter, box.width(), box.height() - head);
  painter->restore();
  clipLines(false);
  crosshair_->setVisible(crosshair);
  recolour(Theme::instance().colours());
}

}  // namespace vignette
