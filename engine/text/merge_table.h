#pragma once
// Byte-pair merges by rank, and their application to one word.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vignette {

/// Token ids of a pair → rank and id of the merged token. Open addressing: two lookups per merge decide a tokenizer's
/// speed.
class MergeTable {
 public:
  struct Merge {
    std::int32_t rank = -1;  ///< lower merges first; -1 = no such merge
    std::int32_t merged = -1;
  };

  explicit MergeTable(std::size_t expected = 0);

  /// Keeps the last entry of a pair given twice, as dictionaries do.
  void insert(std::int32_t left, std::int32_t right, Merge merge);
  Merge find(std::int32_t left, std::int32_t right) const;
  std::size_t size() const { return size_; }

  /// Merges `symbols` in place: lowest rank first, leftmost among equals, until no pair has a merge.
  void apply(std::vector<std::int32_t>& symbols) const;

 private:
  struct Slot {
    std::uint64_t key;
    Merge merge;
  };
  std::size_t slot_of(std::uint64_t key) const;
  void grow();
  void apply_by_scan(std::vector<std::int32_t>& symbols) const;
  void apply_by_heap(std::vector<std::int32_t>& symbols) const;

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace vignette
