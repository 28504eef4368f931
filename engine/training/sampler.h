#pragma once
// Which items a step takes. Pure functions of (seed, position), so that a resumed run goes on with the same items.

#include <cstdint>
#include <vector>

namespace vignette {

/// A well-mixed 64-bit number of the given keys (SplitMix64's finaliser over a running sum).
std::uint64_t mix_keys(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0, std::uint64_t d = 0);

/// An order of 0 … count-1, the same for the same keys (Fisher-Yates).
std::vector<std::int64_t> shuffled_order(std::int64_t count, std::uint64_t seed, std::uint64_t epoch);

/// Batches of `count` items, epoch after epoch, each in a new order.
class EpochSampler {
 public:
  /// Throws std::invalid_argument when an epoch would hold no batch.
  EpochSampler(std::int64_t count, std::int64_t batch_size, bool shuffle, bool drop_last, std::uint64_t seed);
  std::int64_t batches_per_epoch() const { return batches_per_epoch_; }
  std::int64_t epoch_of(std::int64_t batch) const { return batch / batches_per_epoch_; }
  /// Items of the batch with this number (0-based over all epochs).
  std::vector<std::int64_t> batch(std::int64_t number);

 private:
  std::int64_t count_, batch_size_, batches_per_epoch_, ordered_epoch_ = -1;
  bool shuffle_;
  std::uint64_t seed_;
  std::vector<std::int64_t> order_;
};

/// An endless stream over a shuffled corpus, reordered each time it ends, independent of the images (quirk 21).
class CorpusSampler {
 public:
  CorpusSampler(std::int64_t count, std::uint64_t seed);
  /// `length` items from position `first` of the stream.
  std::vector<std::int64_t> take(std::int64_t first, std::int64_t length);

 private:
  std::int64_t count_, ordered_pass_ = -1;
  std::uint64_t seed_;
  std::vector<std::int64_t> order_;
};

}  // namespace vignette
