#pragma once
// English abbreviations that keep their dot.

#include <string_view>

namespace vignette::ptb {

/// Whether `word`, without its dot and as written, is an abbreviation wherever it stands.
bool is_abbreviation(std::u32string_view word);

/// Whether it is one before a number only: "No. 5", "Fig. 1".
bool is_abbreviation_before_number(std::u32string_view word);

}  // namespace vignette::ptb
