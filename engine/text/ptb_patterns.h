#pragma once
// The shapes of Penn Treebank tokens that are longer than a symbol. Each function looks at `text` from `start` and
// returns the length of the shape found there, 0 where it is not.

#include <cstddef>
#include <string>
#include <string_view>

namespace vignette::ptb {

/// Text with a blank beyond its end, so that patterns may look ahead freely.
class Text {
 public:
  explicit Text(std::u32string_view text) : text_(text) {}
  char32_t operator[](std::size_t index) const { return index < text_.size() ? text_[index] : U'\n'; }
  std::size_t size() const { return text_.size(); }
  std::u32string_view slice(std::size_t start, std::size_t length) const { return text_.substr(start, length); }
  /// Whether `lower` (lower-case ASCII) stands at `start`, in any case.
  bool holds(std::size_t start, std::string_view lower) const;

 private:
  std::u32string_view text_;
};

/// The longest token that starts with the letter or digit at `start`: word, hyphenated or slashed compound, domain,
/// acronym, abbreviation with its dot, number, e-mail address, URL. At least 1.
std::size_t match_word(const Text& text, std::size_t start);

/// [+-]digits with , . : / - inside; `start` may be at a sign or a dot.
std::size_t match_number(const Text& text, std::size_t start);

/// A whole number, a blank and a fraction: "2 1/2".
std::size_t match_mixed_fraction(const Text& text, std::size_t start);

/// (800) 555-1212, 800 555-1212
std::size_t match_phone_number(const Text& text, std::size_t start);

/// <br/>, <a href="x">, <!-- comment -->
std::size_t match_tag(const Text& text, std::size_t start);

/// :) ;-) =( ^_^
std::size_t match_smiley(const Text& text, std::size_t start);

/// @name, #tag
std::size_t match_name_or_tag(const Text& text, std::size_t start);

/// -LRB- and its like, written out in the text.
std::size_t match_bracket_name(const Text& text, std::size_t start);

/// 's 'd 'm 'll 're 've after a word or by themselves.
std::size_t match_clitic(const Text& text, std::size_t start);

/// 'em, 'cause, 'n', '80s: words that begin with an apostrophe.
std::size_t match_apostrophe_word(const Text& text, std::size_t start);

}  // namespace vignette::ptb
