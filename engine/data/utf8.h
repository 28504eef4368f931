#pragma once
// Looking at bytes that should be UTF-8. Internal to the data layer.

#include <cstddef>
#include <string_view>

namespace vignette {

/// Offset of the first byte that is not part of a well-formed UTF-8 sequence, or npos.
std::size_t find_invalid_utf8(std::string_view text);

/// Without ASCII blanks (space, tab, line ends) at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace vignette
