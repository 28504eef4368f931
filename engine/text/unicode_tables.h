#pragma once
// Unicode data as sorted tables; unicode_tables.cpp is written by generate_unicode_tables.py.

#include <cstdint>
#include <span>

namespace vignette {

/// Code points first..last.
struct CodeRange {
  char32_t first, last;
};

/// Every stride-th code point of first..last lowers to itself + offset.
struct LowercaseRange {
  char32_t first, last;
  std::uint32_t stride;
  std::int32_t offset;
};

struct CombiningClassRange {
  char32_t first, last;
  std::uint8_t combining_class;
};

/// One step of canonical decomposition; `second` is 0 for a singleton. `composes`: the pair composes back under NFC.
struct Decomposition {
  char32_t code, first, second;
  bool composes;
};

extern const std::span<const CodeRange> unicode_letters;  ///< General_Category L
extern const std::span<const CodeRange> unicode_numbers;  ///< General_Category N
extern const std::span<const CodeRange>
    unicode_words;  ///< \w of regular expressions: letters, marks, digits, joiners, _
extern const std::span<const LowercaseRange> unicode_lowercase;
extern const std::span<const CombiningClassRange> unicode_classes;
extern const std::span<const Decomposition> unicode_decompositions;

}  // namespace vignette
