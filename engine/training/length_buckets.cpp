#include "training/length_buckets.h"

#include <algorithm>
#include <numeric>

namespace vignette {

LengthBuckets length_buckets(std::span<const std::int64_t> lengths) {
  constexpr std::int64_t smallest = 24, most = 4;
  const auto count = static_cast<std::int64_t>(lengths.size());
  std::vector<std::int64_t> order(lengths.size());
  std::iota(order.begin(), order.end(), 0);
  const auto length = [&](std::int64_t row) { return lengths[static_cast<std::size_t>(row)]; };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return length(a) < length(b); });
  LengthBuckets result;
  result.places.resize(lengths.size());
  for (std::int64_t i = 0; i < count; ++i)
    result.places[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = i;
  const auto buckets = std::clamp<std::int64_t>(count / smallest, 1, most);
  for (std::int64_t b = 0; b < buckets && count > 0; ++b) {
    const auto begin = order.begin() + b * count / buckets, end = order.begin() + (b + 1) * count / buckets;
    result.buckets.push_back({{begin, end}, length(*(end - 1))});
  }
  return result;
}

}  // namespace vignette
