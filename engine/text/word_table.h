#pragma once
// Words that are one token, by their bytes.

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace vignette {

/// Words of 1 to 16 bytes → id. Most words of a caption are one token each, so this lookup decides the speed: the bytes
/// are the key, in two integers beside the id, and a word found costs one cache line. Any thread once filled.
class WordTable {
 public:
  static constexpr std::size_t kLongest = 16;

  explicit WordTable(std::size_t expected = 0) : slots_(std::bit_ceil(4 * expected + 16)) {}

  /// Needs word.size() from 1 to kLongest, at most `expected` times.
  void insert(std::string_view word, std::int32_t id) {
    const Key key = key_of(word);
    Slot& slot = slots_[slot_of(key)];
    slot.key = key;
    slot.id = id;
  }

  /// -1 where there is none.
  std::int32_t find(std::string_view word) const {
    if (word.size() - 1 >= kLongest) return -1;
    return slots_[slot_of(key_of(word))].id;
  }

 private:
  struct Key {
    std::uint64_t head = 0, tail = 0;  // first and last bytes; they overlap in words of 9 to 15 bytes
    std::uint32_t length = 0;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key;
    std::int32_t id = -1;
  };

  template <class Integer>
  static std::uint64_t load(const char* from) {
    Integer value;
    std::memcpy(&value, from, sizeof value);
    return value;
  }
  static Key key_of(std::string_view word) {
    const char* const data = word.data();
    const std::size_t size = word.size();
    Key key;
    key.length = static_cast<std::uint32_t>(size);
    if (size >= 8) {
      key.head = load<std::uint64_t>(data);
      key.tail = load<std::uint64_t>(data + size - 8);
    } else if (size >= 4) {
      key.head = load<std::uint32_t>(data) | load<std::uint32_t>(data + size - 4) << 32;
    } else {
      key.head = load<std::uint8_t>(data) | load<std::uint8_t>(data + size / 2) << 8 |
                 load<std::uint8_t>(data + size - 1) << 16;
    }
    return key;
  }
  std::size_t slot_of(const Key& key) const {
    std::uint64_t hash = key.head * 0x9E3779B97F4A7C15u ^ std::rotl(key.tail * 0xC2B2AE3D27D4EB4Fu, 31) ^ key.length;
    hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u;
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash >> 32 & mask;
    while (slots_[slot].id >= 0 && slots_[slot].key != key) slot = (slot + 1) & mask;
    return slot;
  }

  std::vector<Slot> slots_;
};

}  // namespace vignette
