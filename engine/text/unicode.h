#pragma once
// UTF-8 and the few Unicode properties that tokenizers need, as Hugging Face's tokenizers has them (letters and numbers
// of Unicode 16, lower case of Unicode 17, Normalization Form C of Unicode 9). All functions are pure; any thread.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

constexpr char32_t kReplacementCharacter = 0xFFFD;

/// The code point that starts at text[position], which moves past it. An invalid sequence yields U+FFFD once for each
/// longest valid beginning, as Python and Rust do. Needs position < text.size().
char32_t next_code_point(std::string_view text, std::size_t& position);

/// Appends `code` as UTF-8; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(char32_t code, std::string& out);

std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

/// Whether `text` is valid UTF-8 (no surrogates, no overlong forms).
bool is_valid_utf8(std::string_view text);

/// `text` with invalid sequences replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

bool is_ascii(std::string_view text);

/// The White_Space property.
bool is_white_space(char32_t code);

/// What Python's str.strip() takes away: white space and U+001C to U+001F.
bool is_python_space(char32_t code);

/// \w of regular expressions: letters, marks, decimal digits, connectors and joiners.
bool is_word_character(char32_t code);

/// What byte-pair tokenizers tell apart when they split text into words.
enum class WordClass : std::uint8_t { other, letter, number, blank };
WordClass word_class(char32_t code);

/// Simple lower-case mapping; İ (U+0130), which has none of length one, stays.
char32_t lower_code_point(char32_t code);

/// Each code point lower-cased by itself (a final Σ becomes σ); İ becomes i + U+0307.
std::u32string to_lower(std::u32string_view text);

/// A code point and the bytes [begin, end) of some text that it was made of.
struct SourcedCode {
  char32_t code = 0;
  std::size_t begin = 0, end = 0;
};

/// Normalization Form C (Unicode Standard Annex 15). A composed code point was made of all its parts' bytes.
std::u32string to_nfc(std::u32string_view text);
std::vector<SourcedCode> to_nfc(const std::vector<SourcedCode>& text);

}  // namespace vignette
