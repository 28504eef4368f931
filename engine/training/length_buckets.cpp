#include "training/length_buckets.h"

#include <algorithm>
#include <numeric>

namespace vignette {

namespace {

/// What one more pass costs, in positions.
constexpr std::int64_t pass_positions = 96;
constexpr std::int64_t most = 4;

std::int64_t end_of(std::int64_t bucket, std::int64_t buckets, std::int64_t count) {
  return (bucket + 1) * count / buckets;
}

/// How many buckets of about the same size take the fewest positions, padding included. `sorted`: lengths, rising.
std::int64_t cheapest(const std::vector<std::int64_t>& sorted) {
  const auto count = static_cast<std::int64_t>(sorted.size());
  std::int64_t best = 1, best_cost = 0;
  for (std::int64_t buckets = 1; buckets <= std::min(most, count); ++buckets) {
    std::int64_t cost = buckets * pass_positions;
    for (std::int64_t b = 0; b < buckets; ++b) {
      const auto end = end_of(b, buckets, count), begin = b * count / buckets;
      cost += (end - begin) * sorted[static_cast<std::size_t>(end - 1)];
    }
    if (buckets == 1 || cost < best_cost) best = buckets, best_cost = cost;
  }
  return best;
}

}  // namespace

LengthBuckets length_buckets(std::span<const std::int64_t> lengths) {
  const auto count = static_cast<std::int64_t>(lengths.size());
  std::vector<std::int64_t> order(lengths.size()), sorted;
  std::iota(order.begin(), order.end(), 0);
  const auto length = [&](std::int64_t row) { return lengths[static_cast<std::size_t>(row)]; };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return length(a) < length(b); });
  for (const auto row : order) sorted.push_back(length(row));
  LengthBuckets result;
  result.places.resize(lengths.size());
  for (std::int64_t i = 0; i < count; ++i)
    result.places[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = i;
  const auto buckets = cheapest(sorted);
  for (std::int64_t b = 0; b < buckets && count > 0; ++b) {
    const auto begin = order.begin() + b * count / buckets, end = order.begin() + end_of(b, buckets, count);
    result.buckets.push_back({{begin, end}, length(*(end - 1))});
  }
  return result;
}

}  // namespace vignette
