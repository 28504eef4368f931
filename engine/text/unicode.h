#pragma once
// UTF-8 and the few Unicode properties that tokenizers need. All functions are pure.

#include <cstddef>
#include <string>
#include <string_view>

namespace vignette {

constexpr char32_t kReplacementCharacter = 0xFFFD;

/// The code point that starts at text[position], which moves past it. An invalid sequence yields U+FFFD once for each
/// longest valid beginning, as Python and Rust do. Needs position < text.size().
char32_t next_code_point(std::string_view text, std::size_t& position);

/// Appends `code` as UTF-8; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(char32_t code, std::string& out);

std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

/// `text` with invalid sequences replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

bool is_ascii(std::string_view text);

/// The White_Space property.
bool is_white_space(char32_t code);

/// Simple lower-case mapping; İ (U+0130), which has none of length one, stays.
char32_t lower_code_point(char32_t code);

/// Each code point lower-cased by itself (a final Σ becomes σ); İ becomes i + U+0307.
std::u32string to_lower(std::u32string_view text);

/// Normalization Form C (Unicode Standard Annex 15).
std::u32string to_nfc(std::u32string_view text);

}  // namespace vignette
