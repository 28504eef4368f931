#include "text/merge_table.h"

#include <bit>
#include <queue>
#include <tuple>
#include <utility>

namespace vignette {
namespace {

constexpr std::uint64_t kEmpty = ~std::uint64_t(0);
constexpr std::size_t kScanLimit = 40;  // symbols up to which scanning beats a heap

std::uint64_t key_of(std::int32_t left, std::int32_t right) {
  return std::uint64_t(static_cast<std::uint32_t>(left)) << 32 | static_cast<std::uint32_t>(right);
}

std::uint64_t hash(std::uint64_t key) {
  key *= 0x9E3779B97F4A7C15u;
  return key ^ (key >> 29);
}

// A possible merge in a word: the pair starting at `position`, valid while its symbols are still these.
struct Candidate {
  std::int32_t rank, merged, left, right;
  std::size_t position;
  bool operator>(const Candidate& other) const {
    return std::tie(rank, position) > std::tie(other.rank, other.position);
  }
};

}  // namespace

MergeTable::MergeTable(std::size_t expected) : slots_(std::bit_ceil(2 * expected + 16), Slot{kEmpty, {}}) {}

std::size_t MergeTable::slot_of(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash(key) & mask;
  while (slots_[slot].key != kEmpty && slots_[slot].key != key) slot = (slot + 1) & mask;
  return slot;
}

void MergeTable::grow() {
  std::vector<Slot> old(slots_.size() * 2, Slot{kEmpty, {}});
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.key != kEmpty) slots_[slot_of(slot.key)] = slot;
  }
}

void MergeTable::insert(std::int32_t left, std::int32_t right, Merge merge) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  const std::uint64_t key = key_of(left, right);
  Slot& slot = slots_[slot_of(key)];
  size_ += slot.key == kEmpty;
  slot = {key, merge};
}

MergeTable::Merge MergeTable::find(std::int32_t left, std::int32_t right) const {
  const Slot& slot = slots_[slot_of(key_of(left, right))];
  return slot.key == kEmpty ? Merge{} : slot.merge;
}

void MergeTable::apply(std::vector<std::int32_t>& symbols) const {
  if (symbols.size() <= kScanLimit) {
    apply_by_scan(symbols);
  } else {
    apply_by_heap(symbols);
  }
}

void MergeTable::apply_by_scan(std::vector<std::int32_t>& symbols) const {
  Merge merges[kScanLimit];  // merges[i] joins symbols i and i + 1
  std::size_t count = symbols.size();
  for (std::size_t i = 0; i + 1 < count; ++i) merges[i] = find(symbols[i], symbols[i + 1]);
  for (;;) {
    std::size_t best = count;
    for (std::size_t i = 0; i + 1 < count; ++i) {
      if (merges[i].rank >= 0 && (best == count || merges[i].rank < merges[best].rank)) best = i;
    }
    if (best == count) break;
    symbols[best] = merges[best].merged;
    for (std::size_t i = best + 1; i + 1 < count; ++i) {
      symbols[i] = symbols[i + 1];
      merges[i] = merges[i + 1];
    }
    --count;
    if (best + 1 < count) merges[best] = find(symbols[best], symbols[best + 1]);
    if (best > 0) merges[best - 1] = find(symbols[best - 1], symbols[best]);
  }
  symbols.resize(count);
}

void MergeTable::apply_by_heap(std::vector<std::int32_t>& symbols) const {
  const std::size_t count = symbols.size();
  std::vector<std::size_t> next(count), previous(count);
  std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue;
  const auto consider = [&](std::size_t left) {
    if (next[left] == count) return;
    const std::int32_t a = symbols[left], b = symbols[next[left]];
    if (const Merge merge = find(a, b); merge.rank >= 0) queue.push({merge.rank, merge.merged, a, b, left});
  };
  for (std::size_t i = 0; i < count; ++i) {
    next[i] = i + 1;
    previous[i] = i == 0 ? count : i - 1;
  }
  for (std::size_t i = 0; i < count; ++i) consider(i);
  while (!queue.empty()) {
    const Candidate candidate = queue.top();
    queue.pop();
    const std::size_t left = candidate.position, right = next[left];
    if (symbols[left] != candidate.left || right == count || symbols[right] != candidate.right) continue;
    symbols[left] = candidate.merged;
    symbols[right] = -1;
    next[left] = next[right];
    if (next[left] != count) previous[next[left]] = left;
    consider(left);
    if (previous[left] != count) consider(previous[left]);
  }
  std::erase(symbols, -1);
}

}  // namespace vignette
