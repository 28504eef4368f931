#include "curves/curve_trace.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vignette {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

/// Bias-corrected exponential moving average over points that come in bunches.
class MovingAverage {
 public:
  explicit MovingAverage(double weight) : weight_(std::clamp(weight, 0.0, 0.99999)) {}
  double add(double mean, std::int64_t count) {
    const double keep = std::pow(weight_, double(count));
    sum_ = keep * sum_ + (1 - keep) * mean;
    mass_ = keep * mass_ + (1 - keep);
    return sum_ / mass_;
  }

 private:
  double weight_, sum_ = 0, mass_ = 0;
};

double firstX(const CurveBucket& bucket, CurveAxis axis) {
  return axis == CurveAxis::step ? double(bucket.first_step) : bucket.first_time;
}

double lastX(const CurveBucket& bucket, CurveAxis axis) {
  return axis == CurveAxis::step ? double(bucket.last_step) : bucket.last_time;
}

void addRaw(CurveTrace& trace, const CurveBucket& bucket, CurveAxis axis) {
  const double first = firstX(bucket, axis), last = lastX(bucket, axis);
  if (bucket.count <= bucket.nan_count) {
    trace.rawX << first;
    trace.rawY << kGap;
  } else if (bucket.count == 1 || bucket.min == bucket.max) {
    trace.rawX << (first + last) / 2;
    trace.rawY << bucket.mean;
  } else {
    const bool rising = bucket.last >= bucket.first;
    trace.rawX << first << last;
    trace.rawY << (rising ? bucket.min : bucket.max) << (rising ? bucket.max : bucket.min);
  }
}

}  // namespace

CurveTrace traceOf(std::span<const CurveBucket> buckets, CurveAxis axis, double smoothing) {
  CurveTrace trace;
  MovingAverage average(smoothing);
  for (const auto& bucket : buckets) {
    addRaw(trace, bucket, axis);
    const auto valid = bucket.count - bucket.nan_count;
    const double x = bucket.count == 1 ? lastX(bucket, axis) : (firstX(bucket, axis) + lastX(bucket, axis)) / 2;
    trace.smoothX << x;
    trace.lastStep << double(bucket.last_step);
    trace.mean << (valid > 0 ? bucket.mean : kGap);
    trace.smoothY << (valid > 0 ? average.add(bucket.mean, valid) : kGap);
  }
  return trace;
}

int CurveTrace::nearest(double x) const {
  if (smoothX.isEmpty()) return -1;
  const auto above = std::lower_bound(smoothX.begin(), smoothX.end(), x);
  if (above == smoothX.begin()) return 0;
  if (above == smoothX.end()) return int(smoothX.size()) - 1;
  const auto index = int(above - smoothX.begin());
  return x - smoothX[index - 1] < smoothX[index] - x ? index - 1 : index;
}

std::int64_t stepAtTime(std::span<const CurveBucket> buckets, double time) {
  if (buckets.empty()) return 0;
  double beforeTime = buckets.front().first_time, beforeStep = double(buckets.front().first_step);
  if (time <= beforeTime) return buckets.front().first_step;
  for (const auto& bucket : buckets) {
    if (time <= bucket.last_time) {
      const double span = bucket.last_time - beforeTime;
      const double part = span > 0 ? (time - beforeTime) / span : 1;
      return std::int64_t(std::llround(beforeStep + part * (double(bucket.last_step) - beforeStep)));
    }
    beforeTime = bucket.last_time;
    beforeStep = double(bucket.last_step);
  }
  return buckets.back().last_step;
}

}  // namespace vignette
