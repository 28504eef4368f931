#include "curves/curve_trace.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vignette {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeadIn = 6;  // time constants of an average after which the past counts no more
constexpr double kLargestWeight = 0.9999;

double firstX(const CurveBucket& bucket, const AxisMap& map) {
  return map.x(bucket.first_step, bucket.first_time);
}

double lastX(const CurveBucket& bucket, const AxisMap& map) {
  return map.x(bucket.last_step, bucket.last_time);
}

void addRaw(CurveTrace& trace, const CurveBucket& bucket, double first, double last) {
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

double AxisMap::x(std::int64_t step, double time) const {
  if (axis == CurveAxis::step) return double(step);
  if (axis == CurveAxis::time) return time;
  const auto after = std::ranges::upper_bound(clock, step, {}, &ClockMark::step);
  if (after != clock.begin()) return time + std::prev(after)->wall_offset;
  return time + (clock.empty() ? started_at : clock.front().wall_offset);
}

std::int64_t Smoothing::leadIn() const {
  if (kind == Kind::window) return window;
  if (kind == Kind::none || weight <= 0) return 0;
  return std::int64_t(std::ceil(kLeadIn / (1 - std::min(weight, kLargestWeight))));
}

double Smoother::add(double mean, std::int64_t count) {
  switch (smoothing_.kind) {
    case Smoothing::Kind::average:
      return addToAverage(mean, count);
    case Smoothing::Kind::window:
      return addToWindow(mean, count);
    case Smoothing::Kind::none:
      break;
  }
  return mean;
}

double Smoother::addToAverage(double mean, std::int64_t count) {
  const double keep = std::pow(std::clamp(smoothing_.weight, 0.0, kLargestWeight), double(count));
  sum_ = keep * sum_ + (1 - keep) * mean;
  mass_ = keep * mass_ + (1 - keep);
  return sum_ / mass_;
}

double Smoother::addToWindow(double mean, std::int64_t count) {
  const double width = std::max(1, smoothing_.window);
  window_.emplace_back(mean, double(count));
  mass_ += double(count);
  while (mass_ > width) {
    auto& oldest = window_.front();
    const double out = std::min(oldest.second, mass_ - width);
    oldest.second -= out;
    mass_ -= out;
    if (oldest.second <= 0) window_.pop_front();
  }
  // Summed anew: a running sum would keep the rounding error of a spike.
  double sum = 0;
  for (const auto& [value, points] : window_) sum += value * points;
  return sum / mass_;
}

CurveTrace traceOf(std::span<const CurveBucket> buckets, const AxisMap& map, const Smoothing& smoothing) {
  CurveTrace trace;
  Smoother smoother(smoothing);
  for (const auto& bucket : buckets) {
    const double first = firstX(bucket, map), last = lastX(bucket, map);
    addRaw(trace, bucket, first, last);
    const auto valid = bucket.count - bucket.nan_count;
    trace.smoothX << (bucket.count == 1 ? last : (first + last) / 2);
    trace.lastStep << double(bucket.last_step);
    trace.mean << (valid > 0 ? bucket.mean : kGap);
    trace.smoothY << (valid > 0 ? smoother.add(bucket.mean, valid) : kGap);
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

std::int64_t stepAt(std::span<const CurveBucket> buckets, const AxisMap& map, double x) {
  if (buckets.empty()) return 0;
  double beforeX = firstX(buckets.front(), map), beforeStep = double(buckets.front().first_step);
  if (x <= beforeX) return buckets.front().first_step;
  for (const auto& bucket : buckets) {
    const double last = lastX(bucket, map);
    if (x <= last) {
      const double part = last > beforeX ? (x - beforeX) / (last - beforeX) : 1;
      return std::int64_t(std::llround(beforeStep + part * (double(bucket.last_step) - beforeStep)));
    }
    beforeX = last;
    beforeStep = double(bucket.last_step);
  }
  return buckets.back().last_step;
}

}  // namespace vignette
