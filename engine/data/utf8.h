#pragma once
// Looking at bytes that should be UTF-8. Internal to the data layer.

#include <cstddef>
#include <string_view>

namespace vignette {

/// Length of the well-formed UTF-8 sequence at the start of `text`, or 0.
std::size_t utf8_length(std::string_view text);

/// Offset of the first byte that is not part of a well-formed UTF-8 sequence, or npos.
std::size_t find_invalid_utf8(std::string_view text);

/// Without ASCII blanks (space, tab, line ends) at both ends.
inline std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace vignette
