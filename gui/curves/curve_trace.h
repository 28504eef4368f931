#pragma once
// A curve made ready for drawing: at most two points a pixel column, and its smoothed form. Any thread; free of
// widgets.

#include <QVector>
#include <cstdint>
#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "store/records.h"

namespace vignette {

/// Steps; seconds since the run began, pauses left out; the clock's time, seconds since 1970.
enum class CurveAxis { step, time, wall };

/// Where points lie on the axis.
struct AxisMap {
  CurveAxis axis = CurveAxis::step;
  std::vector<ClockMark> clock;  ///< of the run, for `wall`
  double started_at = 0;         ///< stands in where the clock was not stored

  double x(std::int64_t step, double time) const;
};

struct Smoothing {
  enum class Kind { none, average, window } kind = Kind::average;
  double weight = 0.6;  ///< average: of the past, in [0, 1)
  int window = 50;      ///< window: the last points whose mean is shown, at least 1

  bool operator==(const Smoothing&) const = default;
  /// Points before a point that still count in its smoothed value.
  std::int64_t leadIn() const;
};

/// Smooths points that come in bunches.
/// average: exponential moving average with bias correction, s_t = (1-a)·Σ a^k·v_{t-k} / (1 - a^t).
/// window: mean of the last `window` points, of fewer at the beginning.
class Smoother {
 public:
  explicit Smoother(const Smoothing& smoothing) : smoothing_(smoothing) {}
  /// `count` points of the value `mean`.
  double add(double mean, std::int64_t count);

 private:
  double addToAverage(double mean, std::int64_t count);
  double addToWindow(double mean, std::int64_t count);

  Smoothing smoothing_;
  double sum_ = 0, mass_ = 0;
  std::deque<std::pair<double, double>> window_;  // (mean, points)
};

/// Parallel arrays, ascending in x. NaN in a value makes a gap.
struct CurveTrace {
  QVector<double> rawX, rawY;        ///< smallest and largest value of each bucket: spikes stay visible
  QVector<double> smoothX, smoothY;  ///< one point a bucket
  QVector<double> lastStep;          ///< of each bucket, parallel to smoothX
  QVector<double> mean;              ///< of each bucket, parallel to smoothX

  /// Index of the bucket nearest to `x`, or -1 when empty.
  int nearest(double x) const;
};

/// A bucket of n points counts as n equal to its mean in the smoothed curve.
CurveTrace traceOf(std::span<const CurveBucket> buckets, const AxisMap& map, const Smoothing& smoothing);

/// The step at `x`, by linear interpolation between buckets, clamped to the curve's ends; 0 for no bucket.
std::int64_t stepAt(std::span<const CurveBucket> buckets, const AxisMap& map, double x);

}  // namespace vignette
