#include "compare/parallel_coordinates.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace vignette {
namespace {

constexpr double kReach = 6, kAxisReach = 10;

std::optional<double> numberOf(QString text) {
  text.remove(QStringLiteral(" ★"));
  bool good = false;
  double value = QLocale().toDouble(text, &good);
  if (!good) value = text.toDouble(&good);
  return good ? std::optional(value) : std::nullopt;
}

ParallelAxis axisOf(const ComparedRow& row) {
  ParallelAxis axis;
  axis.label = row.label;
  bool numbers = true;
  for (const auto& cell : row.cells) {
    axis.values.push_back(numberOf(cell));
    numbers = numbers && (axis.values.back() || cell == QStringLiteral("–"));
  }
  if (!numbers) {
    QStringList categories(row.cells.begin(), row.cells.end());
    categories.removeDuplicates();
    categories.sort();
    for (std::size_t i = 0; i < row.cells.size(); ++i) axis.values[i] = double(categories.indexOf(row.cells[i]));
    axis.categories = categories;
    return axis;
  }
  double low = HUGE_VAL, high = 0;
  for (const auto& value : axis.values) {
    if (!value) continue;
    low = std::min(low, *value);
    high = std::max(high, *value);
  }
  axis.logarithmic = low > 0 && high >= 10 * low;
  return axis;
}

std::pair<double, double> extent(const ParallelAxis& axis) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const auto& value : axis.values) {
    if (!value) continue;
    low = std::min(low, *value);
    high = std::max(high, *value);
  }
  return low > high ? std::pair(0.0, 1.0) : std::pair(low, high);
}

}  // namespace

std::vector<ParallelAxis> parallelAxes(const RunComparison& comparison, const QString& metric) {
  std::vector<ParallelAxis> axes;
  for (const auto& row : comparison.parameters) axes.push_back(axisOf(row));
  for (const auto& row : comparison.metrics) {
    if (row.label != metric) continue;
    axes.push_back(axisOf(row));
    axes.back().logarithmic = false;
  }
  return axes;
}

ParallelCoordinates::ParallelCoordinates(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("parallelCoordinates"));
  setAccessibleName(tr("Runs over the parameters in which they differ"));
  setMouseTracking(true);
}

void ParallelCoordinates::setAxes(std::vector<ComparedRun> runs, std::vector<ParallelAxis> axes) {
  const bool same =
      axes.size() == axes_.size() && std::equal(axes.begin(), axes.end(), axes_.begin(),
                                                [](const auto& a, const auto& b) { return a.label == b.label; });
  if (!same) brushes_.clear();
  runs_ = std::move(runs);
  axes_ = std::move(axes);
  hovered_.reset();
  update();
}

QList<qint64> ParallelCoordinates::keptRuns() const {
  QList<qint64> kept;
  for (std::size_t run = 0; run < runs_.size(); ++run)
    if (isKept(run)) kept << runs_[run].id;
  return kept;
}

QRectF ParallelCoordinates::plotArea() const {
  const double line = fontMetrics().height();
  return QRectF(rect()).adjusted(line * 4, line * 3.2, -line * 4, -line * 1.8);
}

double ParallelCoordinates::xOf(std::size_t axis) const {
  const auto area = plotArea();
  return axes_.size() < 2 ? area.center().x() : area.left() + area.width() * double(axis) / double(axes_.size() - 1);
}

/// From the bottom of the axis, 0 to 1.
double ParallelCoordinates::share(const ParallelAxis& axis, double value) const {
  auto [low, high] = extent(axis);
  if (axis.logarithmic) {
    low = std::log(low);
    high = std::log(high);
    value = std::log(value);
  }
  return high > low ? (value - low) / (high - low) : 0.5;
}

std::optional<QPointF> ParallelCoordinates::point(std::size_t axis, std::size_t run) const {
  const auto& value = axes_[axis].values[run];
  if (!value) return std::nullopt;
  const auto area = plotArea();
  return QPointF(xOf(axis), area.bottom() - area.height() * share(axes_[axis], *value));
}

bool ParallelCoordinates::isKept(std::size_t run) const {
  return std::ranges::all_of(brushes_, [&](const auto& brush) {
    const auto& value = axes_[brush.first].values[run];
    if (!value) return false;
    const double at = share(axes_[brush.first], *value);
    return at >= brush.second.first - 1e-9 && at <= brush.second.second + 1e-9;
  });
}

QColor ParallelCoordinates::colourOf(std::size_t run) const {
  const auto& value = axes_.back().values[run];
  return value ? scoreColour(share(axes_.back(), *value)) : palette().color(QPalette::Mid);
}

void ParallelCoordinates::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), palette().base());
  if (axes_.empty()) return;
  for (std::size_t run = 0; run < runs_.size(); ++run)
    if (!isKept(run)) paintRun(painter, run, false);
  for (std::size_t run = 0; run < runs_.size(); ++run)
    if (isKept(run)) paintRun(painter, run, false);
  if (hovered_) paintRun(painter, *hovered_, true);
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) paintAxis(painter, axis);
}

void ParallelCoordinates::paintRun(QPainter& painter, std::size_t run, bool hovered) const {
  auto colour = colourOf(run);
  if (!isKept(run) && !hovered) colour.setAlpha(25);
  painter.setPen(QPen(colour, hovered ? 3.5 : 1.6));
  std::optional<QPointF> before;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    const auto here = point(axis, run);
    if (before && here) painter.drawLine(*before, *here);
    if (here) painter.drawEllipse(*here, 1.5, 1.5);
    before = here;
  }
}

void ParallelCoordinates::paintAxis(QPainter& painter, std::size_t axis) const {
  const auto area = plotArea();
  const double x = xOf(axis), line = fontMetrics().height();
  const double room = axes_.size() < 2 ? area.width() : area.width() / double(axes_.size() - 1);
  painter.setPen(QPen(palette().color(QPalette::Text), 1.2));
  painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
  if (const auto brush = brushes_.find(axis); brush != brushes_.end()) {
    auto fill = palette().color(QPalette::Highlight);
    fill.setAlpha(110);
    const double top = area.bottom() - area.height() * brush->second.second;
    painter.fillRect(QRectF(x - 6, top, 12, area.height() * (brush->second.second - brush->second.first)), fill);
  }
  const auto text = [&](double y, const QString& what) {
    const QRectF box(x - room / 2 + 2, y, room - 4, line);
    painter.drawText(box, Qt::AlignCenter, fontMetrics().elidedText(what, Qt::ElideMiddle, int(room) - 4));
  };
  const auto whole = axes_[axis].label;
  const auto dot = whole.lastIndexOf(QLatin1Char('.'));
  if (dot > 0) text(area.top() - line * 3, whole.left(dot + 1));
  text(area.top() - line * 2.1, dot > 0 ? whole.mid(dot + 1) : whole);
  if (axes_[axis].categories.isEmpty()) {
    const auto [low, high] = extent(axes_[axis]);
    text(area.top() - line * 1.15, QLocale().toString(high, 'g', 4));
    text(area.bottom() + line * 0.2, QLocale().toString(low, 'g', 4));
    return;
  }
  for (int i = 0; i < axes_[axis].categories.size(); ++i)
    text(area.bottom() - area.height() * share(axes_[axis], i) - line * (i == 0 ? -0.2 : 1.1),
         axes_[axis].categories[i]);
}

std::optional<std::size_t> ParallelCoordinates::axisAt(const QPointF& position) const {
  for (std::size_t axis = 0; axis < axes_.size(); ++axis)
    if (std::abs(xOf(axis) - position.x()) <= kAxisReach) return axis;
  return std::nullopt;
}

std::optional<std::size_t> ParallelCoordinates::runAt(const QPointF& position) const {
  double nearest = kReach;
  std::optional<std::size_t> found;
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    if (!isKept(run)) continue;
    for (std::size_t axis = 0; axis + 1 < axes_.size(); ++axis) {
      const auto a = point(axis, run), b = point(axis + 1, run);
      if (!a || !b || position.x() < a->x() || position.x() > b->x()) continue;
      const double y = a->y() + (b->y() - a->y()) * (position.x() - a->x()) / (b->x() - a->x());
      const double slope = (b->y() - a->y()) / (b->x() - a->x());
      const double distance = std::abs(position.y() - y) / std::hypot(1, slope);
      if (distance >= nearest) continue;
      nearest = distance;
      found = run;
    }
  }
  return found;
}

void ParallelCoordinates::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->position();
  dragged_ = event->button() == Qt::LeftButton ? axisAt(pressed_) : std::nullopt;
}

void ParallelCoordinates::mouseMoveEvent(QMouseEvent* event) {
  if (dragged_ && event->buttons() & Qt::LeftButton) {
    const auto area = plotArea();
    const auto at = [&](double y) { return std::clamp((area.bottom() - y) / area.height(), 0.0, 1.0); };
    brushes_[*dragged_] = std::minmax({at(pressed_.y()), at(event->position().y())});
    update();
    return;
  }
  const auto under = runAt(event->position());
  if (under == hovered_) return;
  hovered_ = under;
  update();
}

void ParallelCoordinates::mouseReleaseEvent(QMouseEvent* event) {
  const bool moved = (event->position() - pressed_).manhattanLength() > 4;
  if (dragged_) {
    if (!moved) brushes_.erase(*dragged_);  // a click on an axis takes its brush away
    dragged_.reset();
    update();
    emit brushed();
    return;
  }
  const auto run = moved ? std::nullopt : runAt(event->position());
  if (run) emit runActivated(runs_[*run].id);
}

bool ParallelCoordinates::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto run = runAt(help->pos());
  QToolTip::showText(help->globalPos(),
                     run ? runs_[*run].name
                         : tr("Drag along an axis to keep the runs of that range; click it to keep all. "
                              "Click a line to select its run."),
                     this);
  return true;
}

}  // namespace vignette
