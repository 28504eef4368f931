#include "text/ptb_tokenizer.h"

#include <algorithm>
#include <array>

#include "text/ptb_lexer.h"
#include "text/unicode.h"

namespace vignette {
namespace {

// pycocoevalcap lists -LRB- and its like too, but compares after lower-casing, so they stay.
bool is_dropped_punctuation(std::u32string_view token) {
  static constexpr std::array<std::u32string_view, 13> kDropped{U"''", U"'", U"``", U"`",  U".",   U"?", U"!",
                                                                U",",  U":", U"-",  U"--", U"...", U";"};
  return token.size() <= 3 && std::find(kDropped.begin(), kDropped.end(), token) != kDropped.end();
}

bool is_cased(char32_t code) {
  return lower_code_point(code) != code || (code >= U'a' && code <= U'z') || (code >= 0x3AC && code <= 0x3CE) ||
         (code >= 0xDF && code <= 0xFF);
}

// A Σ that ends a word becomes ς, as in Java.
void lower_final_sigmas(std::u32string_view original, std::u32string& lower) {
  if (lower.size() != original.size()) return;
  for (std::size_t i = 1; i < original.size(); ++i) {
    const bool word_goes_on = i + 1 < original.size() && is_cased(original[i + 1]);
    if (original[i] == 0x3A3 && is_cased(original[i - 1]) && !word_goes_on) lower[i] = 0x3C2;
  }
}

std::string lower_token(std::u32string_view token) {
  std::u32string lower = to_lower(token);
  if (token.find(0x3A3) != token.npos) lower_final_sigmas(token, lower);
  return encode_utf8(lower);
}

void append_lower(std::u32string_view token, std::string& out) {
  if (std::any_of(token.begin(), token.end(), [](char32_t code) { return code >= 0x80; })) {
    out += lower_token(token);
    return;
  }
  for (const char32_t code : token) out += static_cast<char>(code >= U'A' && code <= U'Z' ? code - U'A' + U'a' : code);
}

}  // namespace

std::vector<std::string> ptb_tokenize(std::string_view caption) {
  std::vector<std::string> tokens;
  for (const std::u32string& token : ptb::lex(decode_utf8(caption))) {
    if (!is_dropped_punctuation(token)) tokens.push_back(lower_token(token));
  }
  return tokens;
}

std::string ptb_tokenize_joined(std::string_view caption) {
  std::string joined;
  joined.reserve(caption.size() + 8);
  for (const std::u32string& token : ptb::lex(decode_utf8(caption))) {
    if (is_dropped_punctuation(token)) continue;
    if (!joined.empty()) joined += ' ';
    append_lower(token, joined);
  }
  return joined;
}

}  // namespace vignette
