#pragma once
// Summaries of curve points at growing sizes, so that a curve of any length is drawn from a few thousand of them.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "store/records.h"

namespace vignette {

constexpr std::int64_t points_per_chunk = 1024;
constexpr std::int64_t nodes_per_chunk = 128;  ///< of a level above 0
constexpr std::int64_t fan_out = 8;            ///< nodes that the next level merges into one
constexpr int top_level = 9;                   ///< a node of it covers 2^28 points

/// Points that a node of `level` covers: 1, 16, 128, 1,024, 8,192, …
std::int64_t level_size(int level);

/// Adds what `more`, later in the curve, covers. An empty bucket (count 0) becomes `more`.
void merge_into(CurveBucket& bucket, const CurveBucket& more);
/// A bucket of one point.
CurveBucket bucket_of(const CurvePoint& point);
/// One bucket for each `size` points; points.size() is a multiple of it.
std::vector<CurveBucket> summarise(std::span<const CurvePoint> points, std::int64_t size);
/// One bucket for each fan_out nodes; nodes.size() is a multiple of it.
std::vector<CurveBucket> coarsen(std::span<const CurveBucket> nodes);

/// The form in which the store holds them: fields one after another, 8 bytes each, in the machine's byte order.
std::vector<std::byte> encode(std::span<const CurvePoint> points);
std::vector<std::byte> encode(std::span<const CurveBucket> nodes);
std::vector<CurvePoint> decode_points(std::span<const std::byte> bytes);
std::vector<CurveBucket> decode_nodes(std::span<const std::byte> bytes);

}  // namespace vignette
