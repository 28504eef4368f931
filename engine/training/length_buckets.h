#pragma once
// Rows of similar length together, so that little of a batch is padding. Free of LibTorch.

#include <cstdint>
#include <span>
#include <vector>

namespace vignette {

struct LengthBuckets {
  struct Bucket {
    std::vector<std::int64_t> rows;
    std::int64_t longest = 0;
  };
  std::vector<Bucket> buckets;
  /// Where each row stands when the buckets' results are put one after another.
  std::vector<std::int64_t> places;
};

/// Splits rows, sorted by length (equal ones in their order), into at most four buckets of about the same size: as many
/// as take the fewest positions, padding and a fixed cost of each bucket's pass included.
LengthBuckets length_buckets(std::span<const std::int64_t> lengths);

}  // namespace vignette
