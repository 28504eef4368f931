#pragma once
// A curve made ready for drawing: at most two points a pixel column, and its smoothed form. Any thread; free of
// widgets.

#include <QVector>
#include <cstdint>
#include <span>

#include "store/records.h"

namespace vignette {

/// Parallel arrays, ascending in x. NaN in a value makes a gap.
struct CurveTrace {
  QVector<double> rawX, rawY;        ///< smallest and largest value of each bucket: spikes stay visible
  QVector<double> smoothX, smoothY;  ///< one point a bucket
  QVector<double> lastStep;          ///< of each bucket, parallel to smoothX
  QVector<double> mean;              ///< of each bucket, parallel to smoothX

  /// Index of the bucket nearest to `x`, or -1 when empty.
  int nearest(double x) const;
};

enum class CurveAxis { step, time };

/// `smoothing` in [0, 1): weight of the past in an exponential moving average with bias correction,
/// s_t = (1-a)·Σ a^k·v_{t-k} / (1 - a^t); a bucket of n points counts as n equal to its mean. 0: the means as they are.
CurveTrace traceOf(std::span<const CurveBucket> buckets, CurveAxis axis, double smoothing);

/// The step at `time` seconds, by linear interpolation between buckets, clamped to the curve's ends; 0 for no bucket.
std::int64_t stepAtTime(std::span<const CurveBucket> buckets, double time);

}  // namespace vignette
