#pragma once
// Finding the place of an id among hundreds of thousands: a table where ids are small, as in COCO, and open addressing
// for the others. Internal to the data layer.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "data/counter_random.h"

namespace vignette {

class IdIndex {
 public:
  /// False, and nothing changed, when the id is there already.
  bool insert(std::int64_t id, std::uint32_t place) {
    return is_small(id) ? insert_small(static_cast<std::size_t>(id), place) : insert_large(id, place);
  }

  std::optional<std::uint32_t> find(std::int64_t id) const {
    if (is_small(id)) {
      const auto at = static_cast<std::size_t>(id);
      return at < small_.size() && small_[at] != 0 ? std::optional(small_[at] - 1) : std::nullopt;
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

  static bool is_small(std::int64_t id) { return id >= 0 && id < (1 << 21); }

  bool insert_small(std::size_t id, std::uint32_t place) {
    if (id >= small_.size()) small_.resize(std::max(id + 1, small_.size() + small_.size() / 4));
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

  std::vector<std::uint32_t> small_;  ///< the place + 1; 0: no such id
  std::vector<Slot> slots_;           ///< a power of two of them
  std::size_t count_ = 0;
};

}  // namespace vignette
