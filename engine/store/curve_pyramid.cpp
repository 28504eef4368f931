#include "store/curve_pyramid.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace vignette {
namespace {

static_assert(std::endian::native == std::endian::little, "stored curves are little-endian");

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t point_bytes = 24, node_bytes = 88;

class Writer {
 public:
  explicit Writer(std::size_t bytes) : bytes_(bytes) {}
  template <class... Fields>
  void put(const Fields&... fields) {
    ((std::memcpy(bytes_.data() + at_, &fields, 8), at_ += 8), ...);
  }
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
};

template <class... Fields>
const std::byte* get(const std::byte* from, Fields&... fields) {
  ((std::memcpy(&fields, from, 8), from += 8), ...);
  return from;
}

/// first, last, min, max and mean are of the values that are numbers.
void merge_values(CurveBucket& bucket, const CurveBucket& more) {
  const auto had = static_cast<double>(bucket.count - bucket.nan_count);
  const auto adds = static_cast<double>(more.count - more.nan_count);
  if (adds == 0) return;
  if (had == 0) {
    bucket.first = more.first;
    bucket.min = more.min;
    bucket.max = more.max;
    bucket.mean = more.mean;
  } else {
    bucket.min = std::min(bucket.min, more.min);
    bucket.max = std::max(bucket.max, more.max);
    bucket.mean = (bucket.mean * had + more.mean * adds) / (had + adds);
  }
  bucket.last = more.last;
}

}  // namespace

std::int64_t level_size(int level) {
  return level == 0 ? 1 : std::int64_t{16} << (3 * (level - 1));
}

void merge_into(CurveBucket& bucket, const CurveBucket& more) {
  if (bucket.count == 0) {
    bucket = more;
    return;
  }
  merge_values(bucket, more);
  bucket.count += more.count;
  bucket.nan_count += more.nan_count;
  bucket.last_step = more.last_step;
  bucket.last_time = more.last_time;
}

CurveBucket bucket_of(const CurvePoint& point) {
  CurveBucket bucket;
  bucket.first_step = bucket.last_step = point.step;
  bucket.first_time = bucket.last_time = point.time;
  bucket.count = 1;
  bucket.nan_count = std::isnan(point.value) ? 1 : 0;
  bucket.first = bucket.last = bucket.min = bucket.max = bucket.mean = bucket.nan_count ? nan : point.value;
  return bucket;
}

std::vector<CurveBucket> summarise(std::span<const CurvePoint> points, std::int64_t size) {
  std::vector<CurveBucket> nodes(points.size() / static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < nodes.size() * static_cast<std::size_t>(size); ++i)
    merge_into(nodes[i / static_cast<std::size_t>(size)], bucket_of(points[i]));
  return nodes;
}

std::vector<CurveBucket> coarsen(std::span<const CurveBucket> nodes) {
  std::vector<CurveBucket> coarse(nodes.size() / fan_out);
  for (std::size_t i = 0; i < coarse.size() * fan_out; ++i) merge_into(coarse[i / fan_out], nodes[i]);
  return coarse;
}

std::vector<std::byte> encode(std::span<const CurvePoint> points) {
  Writer writer(points.size() * point_bytes);
  for (const auto& point : points) writer.put(point.step, point.time, point.value);
  return writer.take();
}

std::vector<std::byte> encode(std::span<const CurveBucket> nodes) {
  Writer writer(nodes.size() * node_bytes);
  for (const auto& node : nodes)
    writer.put(node.first_step, node.last_step, node.count, node.nan_count, node.first_time, node.last_time, node.first,
               node.last, node.min, node.max, node.mean);
  return writer.take();
}

std::vector<CurvePoint> decode_points(std::span<const std::byte> bytes) {
  std::vector<CurvePoint> points(bytes.size() / point_bytes);
  const auto* from = bytes.data();
  for (auto& point : points) from = get(from, point.step, point.time, point.value);
  return points;
}

std::vector<CurveBucket> decode_nodes(std::span<const std::byte> bytes) {
  std::vector<CurveBucket> nodes(bytes.size() / node_bytes);
  const auto* from = bytes.data();
  for (auto& node : nodes)
    from = get(from, node.first_step, node.last_step, node.count, node.nan_count, node.first_time, node.last_time,
               node.first, node.last, node.min, node.max, node.mean);
  return nodes;
}

}  // namespace vignette
