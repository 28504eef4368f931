#include "curves/clip_polyline.h"

#include <cmath>
#include <limits>
#include <utility>

namespace vignette {
namespace {

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

class Clipper {
 public:
  explicit Clipper(const ClipBox& box) : box_(box), low_(map(box.low)), high_(map(box.high)) {}

  double map(double y) const { return box_.log ? std::log10(y) : y; }
  double back(double y) const { return box_.log ? std::pow(10.0, y) : y; }

  void add(Point a, Point b) {
    double from = 0, to = 1;
    const double dx = b.x - a.x, dy = b.y - a.y;
    if (!cut(-dx, a.x - box_.left, from, to) || !cut(dx, box_.right - a.x, from, to) ||
        !cut(-dy, a.y - low_, from, to) || !cut(dy, high_ - a.y, from, to))
      return;
    const Point begin{a.x + from * dx, a.y + from * dy}, end{a.x + to * dx, a.y + to * dy};
    if (xs_.isEmpty() || begin != last_) {
      if (!xs_.isEmpty()) put({begin.x, std::numeric_limits<double>::quiet_NaN()});
      put(begin);
    }
    put(end);
    last_ = end;
  }
  QPair<QVector<double>, QVector<double>> take() { return {std::move(xs_), std::move(ys_)}; }

 private:
  /// One edge of Liang and Barsky's clipping; false when nothing is left.
  static bool cut(double toward, double room, double& from, double& to) {
    if (toward == 0) return room >= 0;
    const double at = room / toward;
    if (toward < 0)
      from = std::max(from, at);
    else
      to = std::min(to, at);
    return from <= to;
  }
  void put(Point point) {
    xs_ << point.x;
    ys_ << back(point.y);
  }

  const ClipBox box_;
  const double low_, high_;
  QVector<double> xs_, ys_;
  Point last_;
};

}  // namespace

QPair<QVector<double>, QVector<double>> clipPolyline(const QVector<double>& xs, const QVector<double>& ys,
                                                     const ClipBox& box) {
  bool inside = true;
  for (qsizetype i = 0; i < xs.size(); ++i)
    inside = inside && xs[i] >= box.left && xs[i] <= box.right && !(ys[i] < box.low) && !(ys[i] > box.high);
  if (inside) return {xs, ys};
  Clipper clipper(box);
  for (qsizetype i = 1; i < xs.size(); ++i) {
    const Point a{xs[i - 1], clipper.map(ys[i - 1])}, b{xs[i], clipper.map(ys[i])};
    if (std::isfinite(a.y) && std::isfinite(b.y)) clipper.add(a, b);
  }
  return clipper.take();
}

}  // namespace vignette
