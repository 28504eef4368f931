#pragma once
// The bytes of a ParaphraseTable: this header, then word_starts[words + 1], node_words[nodes], first_child[nodes + 1],
// first_entry[nodes + 1], entries[entries] (all std::uint32_t) and the words' text. Words are sorted by their bytes;
// nodes are numbered breadth first, so that the children of node n are first_child[n] … first_child[n + 1] - 1, sorted
// by word.

#include <array>
#include <cstdint>

namespace vignette {

struct ParaphraseHeader {
  std::array<char, 16> magic{};
  std::uint32_t byte_order = 0, words = 0, nodes = 0, entries = 0;
  std::uint64_t text_bytes = 0, reserved = 0;
};
static_assert(sizeof(ParaphraseHeader) == 48);

inline constexpr std::array<char, 16> kParaphraseMagic{"vignette-para-1"};
inline constexpr std::uint32_t kByteOrder = 0x01020304;

}  // namespace vignette
