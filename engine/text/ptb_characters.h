#pragma once
// What the Penn Treebank lexer takes a character for.

#include <string_view>

namespace vignette::ptb {

/// Stand for &lt; and &gt;, which must not open or close a tag. No text holds these values.
inline constexpr char32_t kEscapedLess = 0x110001, kEscapedGreater = 0x110002;

enum class CharacterClass { blank, letter, digit, symbol, nothing };

/// `nothing` = characters that the original cannot tokenise and drops (astral planes, variation selectors, private
/// use).
CharacterClass classify(char32_t code);

inline bool is_letter(char32_t code) {
  return classify(code) == CharacterClass::letter;
}
inline bool is_digit(char32_t code) {
  return code >= U'0' && code <= U'9';
}
inline bool is_word(char32_t code) {
  return is_letter(code) || classify(code) == CharacterClass::digit;
}
inline bool is_blank(char32_t code) {
  return classify(code) == CharacterClass::blank;
}
inline bool is_upper_ascii(char32_t code) {
  return code >= U'A' && code <= U'Z';
}
inline bool is_ascii_letter(char32_t code) {
  return is_upper_ascii(code) || (code >= U'a' && code <= U'z');
}
inline bool is_apostrophe(char32_t code) {
  return code == U'\'' || code == U'\u2019';
}
inline bool is_hyphen(char32_t code) {
  return code == U'-' || code == U'\u2010' || code == U'\u2011';
}

/// The text that stands for one symbol: brackets as -LRB- and the like, quotes as ' or '', dashes as --, ½ as 1/2, £ as
/// #. Empty where the symbol stands for itself.
std::u32string_view symbol_text(char32_t code);

}  // namespace vignette::ptb
