#include "metrics/meteor_normalizer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "metrics/ngram_table.h"
#include "text/unicode.h"

namespace vignette {
namespace {

// A dot of a run of two or more: left alone until the end. No character of any text has this number.
constexpr char32_t kDotOfRun = 0x110000;

struct Range {
  char32_t first, last;
};

bool is_digit(char32_t code) {
  return code >= U'0' && code <= U'9';
}

/// Letters as the normaliser lists them: Western European and Cyrillic.
bool is_letter(char32_t code) {
  constexpr std::array<Range, 9> kLetters{{{U'A', U'Z'},
                                           {U'a', U'z'},
                                           {0xC0, 0xD6},
                                           {0xD8, 0xF6},
                                           {0xF8, 0x17E},
                                           {0x400, 0x527},
                                           {0xA640, 0xA66E},
                                           {0xA67E, 0xA697},
                                           {0x1D00, 0x1D7F}}};
  return std::any_of(kLetters.begin(), kLetters.end(),
                     [code](const Range& range) { return code >= range.first && code <= range.last; });
}

bool is_letter_or_digit(char32_t code) {
  return is_letter(code) || is_digit(code);
}

bool is_java_space(char32_t code) {
  return code == U' ' || (code >= U'\t' && code <= U'\r');
}

bool divides_words(char32_t code) {
  return is_java_space(code) && code != U'\v';
}

/// Unicode's other blanks, which are words of their own until the very end.
bool is_wide_blank(char32_t code) {
  return code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

bool stands_alone(char32_t code) {
  constexpr std::u32string_view kNever = U".'`,-‘’";
  return !is_letter_or_digit(code) && !is_java_space(code) && kNever.find(code) == kNever.npos;
}

std::u32string set_symbols_apart(std::u32string_view text) {
  std::u32string out = U" ";
  for (const char32_t code : text) {
    if (stands_alone(code)) {
      out += {U' ', code, U' '};
    } else {
      out += code;
    }
  }
  return out + U' ';
}

std::u32string set_runs_of_dots_apart(const std::u32string& text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of(U'.', i), text.size());
    if (end < i + 2) {
      out += text[i++];
      continue;
    }
    out += U' ' + std::u32string(end - i, kDotOfRun) + U' ';
    i = end;
  }
  return out;
}

/// Replaces `mark` wherever `before` holds of the character ahead of it and `after` of the next one.
template <class Before, class After>
void replace_between(std::u32string& text, Before before, char32_t mark, After after, std::u32string_view replacement) {
  if (text.find(mark) == text.npos) return;
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    if (i + 2 < text.size() && text[i + 1] == mark && before(text[i]) && after(text[i + 2])) {
      ((out += text[i]) += replacement) += text[i + 2];
      i += 3;
    } else {
      out += text[i++];
    }
  }
  text = std::move(out);
}

void split_commas(std::u32string& text) {
  const auto other = [](char32_t code) { return !is_digit(code); };
  replace_between(text, other, U',', other, U" , ");
  replace_between(text, is_digit, U',', other, U" , ");
  replace_between(text, other, U',', is_digit, U" , ");
}

void replace_all(std::u32string& text, std::u32string_view what, std::u32string_view by) {
  if (text.find(what) == text.npos) return;
  std::u32string out;
  std::u32string_view rest = text;
  for (std::size_t at; (at = rest.find(what)) != rest.npos; rest.remove_prefix(at + what.size())) {
    (out += rest.substr(0, at)) += by;
  }
  out += rest;
  text = std::move(out);
}

void unify_quotes_and_dashes(std::u32string& text) {
  for (char32_t& code : text) {
    if (code == U'`' || code == U'‘' || code == U'’') code = U'\'';
    if (code == U'”') code = U'“';
    if (code == U'–') code = U'-';
  }
  replace_all(text, U"''", U" \" ");
  replace_all(text, U"“", U" \" ");
  replace_all(text, U"--", U"-");
  const auto word_or_dot = [](char32_t code) { return is_letter_or_digit(code) || code == U'.'; };
  replace_between(text, word_or_dot, U'-', is_letter_or_digit, U" ");
}

void split_contractions(std::u32string& text) {
  const auto no_letter = [](char32_t code) { return !is_letter(code); };
  const auto no_letter_or_digit = [](char32_t code) { return !is_letter_or_digit(code); };
  replace_between(text, no_letter, U'\'', no_letter, U" ' ");
  replace_between(text, no_letter_or_digit, U'\'', is_letter, U" ' ");
  replace_between(text, is_letter, U'\'', no_letter, U" ' ");
  replace_between(text, is_letter, U'\'', is_letter, U" '");
  replace_between(
      text, is_digit, U'\'', [](char32_t code) { return code == U's'; }, U" '");
}

std::vector<std::u32string> split(std::u32string_view text) {
  std::vector<std::u32string> words;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !divides_words(text[i])) continue;
    if (i > start) words.emplace_back(text.substr(start, i - start));
    start = i + 1;
  }
  return words;
}

bool starts_with(const std::vector<std::u32string>& words, std::size_t index, char32_t first, char32_t last) {
  return index < words.size() && words[index].front() >= first && words[index].front() <= last;
}

/// Whether the dot that ends words[index] belongs to it. Of Moses' list of abbreviations only those in lower case can
/// occur here; "i.e." and "e.g." lose their dots before.
bool keeps_dot(const std::vector<std::u32string>& words, std::size_t index, std::u32string_view stem) {
  if (stem == U"v" || stem == U"vs" || stem == U"rev") return true;
  if (starts_with(words, index + 1, U'a', U'z')) return true;
  return stem == U"pp" && starts_with(words, index + 1, U'0', U'9');
}

std::vector<std::u32string> split_final_dots(std::vector<std::u32string> words) {
  std::vector<std::u32string> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::u32string& word = words[i];
    if (word.size() < 2 || word.back() != U'.') {
      out.push_back(word);
      continue;
    }
    const std::u32string stem = word.substr(0, word.size() - 1);
    if (stem.find(U'.') != stem.npos && std::any_of(stem.begin(), stem.end(), is_letter)) {
      std::erase(word, U'.');
      out.push_back(word);
    } else if (keeps_dot(words, i, stem)) {
      out.push_back(word);
    } else {
      out.insert(out.end(), {stem, U"."});
    }
  }
  return out;
}

// The original trims the line of everything up to the blank at both ends, control characters too.
void trim_controls(std::vector<std::u32string>& words) {
  const auto is_control = [](const std::u32string& word) { return word.size() == 1 && word[0] < U' '; };
  while (!words.empty() && is_control(words.back())) words.pop_back();
  words.erase(words.begin(), std::find_if_not(words.begin(), words.end(), is_control));
}

std::u32string trimmed(std::string_view tokenised) {
  const std::u32string text = decode_utf8(tokenised);
  const auto visible = [](char32_t code) { return code > U' '; };
  const auto first = std::find_if(text.begin(), text.end(), visible);
  const auto last = std::find_if(text.rbegin(), text.rend(), visible).base();
  return first < last ? std::u32string(first, last) : std::u32string();
}

// Almost every caption: nothing but letters, digits and single marks that stay inside words.
bool is_plain(std::string_view tokenised) {
  return std::all_of(tokenised.begin(), tokenised.end(), [](char byte) {
    return byte == ' ' || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
  });
}

}  // namespace

std::vector<std::string> meteor_words(std::string_view tokenised) {
  if (is_plain(tokenised)) {
    const auto plain = words_between_blanks(tokenised);
    return {plain.begin(), plain.end()};
  }
  std::u32string text = set_runs_of_dots_apart(set_symbols_apart(trimmed(tokenised)));
  split_commas(text);
  unify_quotes_and_dashes(text);
  split_contractions(text);
  auto words = split_final_dots(split(text));
  std::erase_if(words, [](const std::u32string& word) { return word.size() == 1 && is_wide_blank(word[0]); });
  trim_controls(words);
  std::vector<std::string> out;
  for (std::u32string& word : words) {
    std::replace(word.begin(), word.end(), kDotOfRun, U'.');
    out.push_back(encode_utf8(word));
  }
  return out;
}

std::int32_t java_hash(std::string_view text) {
  std::uint32_t hash = 0;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t code = next_code_point(text, position);
    if (code >= 0x10000) hash = 31 * hash + (0xD800 + ((code - 0x10000) >> 10));
    hash = 31 * hash + (code >= 0x10000 ? 0xDC00 + (code & 0x3FF) : code);
  }
  return static_cast<std::int32_t>(hash);
}

}  // namespace vignette
