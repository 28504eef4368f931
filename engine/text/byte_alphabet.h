#pragma once
// GPT-2's way to write any byte as one printable character, so that vocabulary files are plain text.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vignette {

/// The 256 byte values in the order of published vocabularies: the printable ones first ('!' … '~', '¡' … '¬', '®' …
/// 'ÿ').
const std::array<std::uint8_t, 256>& byte_alphabet_order();

/// The character that stands for `byte`, as UTF-8: itself if printable, else one from U+0100 up.
const std::string& byte_symbol(std::uint8_t byte);

/// The bytes that `symbols` stands for, or nothing when it holds a character outside the alphabet.
std::optional<std::string> bytes_of_symbols(std::string_view symbols);

}  // namespace vignette
