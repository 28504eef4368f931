#pragma once
// Finding the place of an id among hundreds of thousands: a table where ids are small, as in COCO, and open addressing
// for the others. Internal to the data layer.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <vector>

#include "data/counter_random.h"

namespace vignette {

class IdIndex {
 public:
  /// False, and nothing changed, when the id is there already.
  bool insert(std::int64_t id, std::uint32_t place) {
    return is_small(id) ? insert_small(id, place) : insert_large(id, place);
  }

  /// Has the processor fetch what find() will look at: memory takes longer to answer than the next ids to arrive.
  void prefetch(std::int64_t id) const {
    if (small_ && is_small(id)) __builtin_prefetch(&small_[id]);
  }

  std::optional<std::uint32_t> find(std::int64_t id) const {
    if (is_small(id)) {
      const auto found = small_ ? small_[id] : 0;
      return found != 0 ? std::optional(found - 1) : std::nullopt;
    }
    if (slots_.empty()) return std::nullopt;
    const auto& slot = slots_[slot_of(id)];
    return slot.filled ? std::optional(slot.place) : std::nullopt;
  }

 private:
  struct Slot {
    std::int64_t id = 0;
    std::uint32_t place = 0;
    bool filled = false;
  };

  static constexpr std::int64_t kSmall = 1 << 21;
  static bool is_small(std::int64_t id) { return id >= 0 && id < kSmall; }

  bool insert_small(std::int64_t id, std::uint32_t place) {
    if (!small_) small_.reset(static_cast<std::uint32_t*>(std::calloc(kSmall, sizeof(std::uint32_t))));
    if (!small_) throw std::bad_alloc();
    if (small_[id] != 0) return false;
    small_[id] = place + 1;
    return true;
  }

  bool insert_large(std::int64_t id, std::uint32_t place) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    auto& slot = slots_[slot_of(id)];
    if (slot.filled) return false;
    slot = {id, place, true};
    ++count_;
    return true;
  }

  std::size_t slot_of(std::int64_t id) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(mix_bits(static_cast<std::uint64_t>(id))) & mask;
    while (slots_[at].filled && slots_[at].id != id) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> before(slots_.empty() ? 1024 : slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before)
      if (slot.filled) slots_[slot_of(slot.id)] = slot;
  }

  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };

  /// The place + 1; 0: no such id. Of calloc's 8 MiB the system gives only the pages with ids.
  std::unique_ptr<std::uint32_t[], Free> small_;
  std::vector<Slot> slots_;  ///< a power of two of them
  std::size_t count_ = 0;
};

/// The ids that were there, in an eighth of the memory where they are small.
class IdSet {
 public:
  /// False when the id is there already.
  bool insert(std::int64_t id) {
    if (id < 0 || id >= kSmall) return large_.insert(id, 0);
    const auto at = static_cast<std::size_t>(id);
    if (at >= small_.size()) small_.resize(kSmall);
    const bool added = !small_[at];
    small_[at] = true;
    return added;
  }

 private:
  static constexpr std::int64_t kSmall = 1 << 21;
  std::vector<bool> small_;
  IdIndex large_;
};

}  // namespace vignette
