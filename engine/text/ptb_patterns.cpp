#include "text/ptb_patterns.h"

#include <algorithm>
#include <array>

#include "text/ptb_abbreviations.h"
#include "text/ptb_characters.h"
#include "text/unicode.h"

namespace vignette::ptb {
namespace {

constexpr std::u32string_view kVowels = U"aeiouyAEIOUY";

bool in(std::u32string_view set, char32_t code) {
  return set.find(code) != set.npos;
}

bool ends_word(const Text& text, std::size_t index) {
  return !is_word(text[index]);
}

std::size_t count_while(const Text& text, std::size_t start, bool (*accepts)(char32_t)) {
  std::size_t end = start;
  while (end < text.size() && accepts(text[end])) ++end;
  return end - start;
}

bool continues_word(char32_t code) {
  return is_word(code) || code == U'_';
}

// Letters and digits, with underscores inside or at the end.
std::size_t match_part(const Text& text, std::size_t start) {
  return is_word(text[start]) ? count_while(text, start, continues_word) : 0;
}

std::size_t match_hyphenated(const Text& text, std::size_t start) {
  std::size_t end = start + match_part(text, start);
  while (end > start && is_hyphen(text[end]) && is_word(text[end + 1])) end += 1 + match_part(text, end + 1);
  return end - start;
}

std::size_t match_slashed(const Text& text, std::size_t start) {
  if (!is_letter(text[start])) return 0;
  std::size_t end = start + match_hyphenated(text, start);
  while (text[end] == U'/' && is_letter(text[end + 1])) end += 1 + match_hyphenated(text, end + 1);
  return end - start;
}

// hello.world, p.m, node.js
std::size_t match_dotted(const Text& text, std::size_t start) {
  if (!is_letter(text[start])) return 0;
  std::size_t end = start + count_while(text, start, is_word);
  while (text[end] == U'.' && is_letter(text[end + 1])) end += 1 + count_while(text, end + 1, is_word);
  return end - start;
}

// The pronoun before a new sentence is no initial: "you and I. He".
bool is_pronoun(const Text& text, std::size_t start) {
  return text[start] == U'I' && is_blank(text[start + 2]) && is_upper_ascii(text[start + 3]);
}

// U.S., a.m., J.
std::size_t match_acronym(const Text& text, std::size_t start) {
  std::size_t end = start;
  while (is_letter(text[end]) && text[end + 1] == U'.') end += 2;
  return end - start == 2 && is_pronoun(text, start) ? 0 : end - start;
}

std::size_t match_abbreviation(const Text& text, std::size_t start) {
  std::size_t letters = count_while(text, start, is_letter);
  if (text.holds(start, "ph.d")) letters = 4;
  const std::size_t dot = start + letters;
  if (letters == 0 || text[dot] != U'.') return 0;
  const std::u32string_view word = text.slice(start, letters);
  if (is_abbreviation(word)) return letters + 1;
  const bool number_follows = is_digit(text[dot + 1]) || (is_blank(text[dot + 1]) && is_digit(text[dot + 2]));
  return number_follows && is_abbreviation_before_number(word) ? letters + 1 : 0;
}

// AT&T, M&M
std::size_t match_ampersand(const Text& text, std::size_t start) {
  std::size_t end = start + count_while(text, start, is_upper_ascii);
  bool found = false;
  while (end > start && text[end] == U'&' && is_upper_ascii(text[end + 1])) {
    end += 1 + count_while(text, end + 1, is_upper_ascii);
    found = true;
  }
  return found ? end - start : 0;
}

// C$, HK$ before an amount; C++, F#
std::size_t match_letters_and_sign(const Text& text, std::size_t start) {
  const std::size_t letters = count_while(text, start, is_ascii_letter);
  const char32_t sign = text[start + letters];
  if (letters <= 2 && is_upper_ascii(text[start]) && sign == U'$') return letters + 1;
  if (letters != 1) return 0;
  if (sign == U'+' && text[start + 2] == U'+') return 3;
  return sign == U'#' && ends_word(text, start + 2) ? 2 : 0;
}

bool is_mail_local(char32_t code) {
  return is_word(code) || in(U"._%+-", code);
}
// Beyond ASCII anything goes, even a closing quotation mark: the original keeps me@x.com’ whole.
bool is_domain(char32_t code) {
  return is_word(code) || code == U'.' || code == U'-' || (code > 0x9F && !is_blank(code));
}

std::size_t match_mail(const Text& text, std::size_t start) {
  const std::size_t at = start + count_while(text, start, is_mail_local);
  if (text[at] != U'@' || !is_word(text[at + 1])) return 0;
  std::size_t end = at + 1 + count_while(text, at + 1, is_domain);
  while (in(U".-", text[end - 1])) --end;
  return end - start;
}

bool is_url(char32_t code) {
  return !is_blank(code) && !in(U"<>\"|\\^`{}()[]\u201C\u201D\u2018\u2019", code);
}

bool has_url_start(const Text& text, std::size_t start) {
  if (text.holds(start, "http://") || text.holds(start, "https://") || text.holds(start, "www.")) return true;
  static constexpr std::array<std::string_view, 8> kDomains{".com/", ".org/", ".net/", ".edu/",
                                                            ".gov/", ".mil/", ".us/",  ".uk/"};
  const std::size_t domain = count_while(text, start, is_domain);
  return text[start + domain] == U'/' && std::any_of(kDomains.begin(), kDomains.end(), [&](std::string_view ending) {
           return domain + 1 > ending.size() && text.holds(start + domain + 1 - ending.size(), ending);
         });
}

std::size_t match_url(const Text& text, std::size_t start) {
  if (!has_url_start(text, start)) return 0;
  std::size_t end = start + count_while(text, start, is_url);
  while (end > start && in(U".,!?;:'-", text[end - 1])) --end;
  return end - start;
}

// d'you, D'Angelo, o'clock; Hawai'i, Xi'an, ne'er
std::size_t match_inner_apostrophe(const Text& text, std::size_t start) {
  const std::size_t before = count_while(text, start, is_letter);
  const std::size_t apostrophe = start + before;
  const std::size_t after = is_apostrophe(text[apostrophe]) ? count_while(text, apostrophe + 1, is_letter) : 0;
  if (before == 0 || after == 0 || (before == 1 && text.holds(start, "y"))) return 0;
  const std::size_t length = before + 1 + after;
  if (text.holds(start, "c'mon") && length == 5) return length;
  const char32_t first = text[start];
  const bool prefix = is_upper_ascii(first) ? first != U'I' && first != U'C' : in(U"dlo", first);
  if (before == 1 && after >= 2 && prefix) return length;
  const char32_t next = text[apostrophe + 1];
  return in(kVowels, text[apostrophe - 1]) && in(U"aeiouAEIOU", next) ? length : 0;
}

// ol', y' before all or know
std::size_t match_final_apostrophe(const Text& text, std::size_t start) {
  if (text.holds(start, "ol") && is_apostrophe(text[start + 2]) && ends_word(text, start + 3)) return 3;
  return text.holds(start, "y") && is_apostrophe(text[start + 1]) && is_letter(text[start + 2]) ? 2 : 0;
}

bool is_tag_name(char32_t code) {
  return is_ascii_letter(code) || is_digit(code) || in(U"_:.-", code);
}

std::size_t skip_blanks(const Text& text, std::size_t index) {
  return index + count_while(text, index, is_blank);
}

// name, name=value or name="value"; 0 where there is none.
std::size_t match_attribute(const Text& text, std::size_t start) {
  std::size_t end = start + count_while(text, start, is_tag_name);
  if (end == start || text[end] != U'=') return end - start;
  const char32_t quote = text[++end];
  if (quote == U'"' || quote == U'\'') {
    for (++end; end < text.size() && text[end] != quote;) ++end;
    return end < text.size() ? end + 1 - start : 0;
  }
  return end + count_while(text, end, is_tag_name) - start;
}

std::size_t match_comment(const Text& text, std::size_t start) {
  if (text[start + 1] != U'!' && text[start + 1] != U'?') return 0;
  std::size_t end = start + 2;
  while (end < text.size() && text[end] != U'>') ++end;
  return end < text.size() && end > start + 2 ? end + 1 - start : 0;
}

}  // namespace

bool Text::holds(std::size_t start, std::string_view lower) const {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    char32_t code = (*this)[start + i];
    if (is_upper_ascii(code)) code += 32;
    if (code == U'\u2019') code = U'\'';
    if (code != static_cast<char32_t>(lower[i])) return false;
  }
  return true;
}

std::size_t match_word(const Text& text, std::size_t start) {
  // Most words are letters with a blank after them; nothing longer can start there but a mixed fraction.
  const std::size_t letters = count_while(text, start, is_ascii_letter);
  if (letters && text[start + letters] == U' ') return letters;
  using Pattern = std::size_t (*)(const Text&, std::size_t);
  static constexpr Pattern kPatterns[] = {match_part,      match_hyphenated,       match_slashed,
                                          match_dotted,    match_acronym,          match_abbreviation,
                                          match_ampersand, match_letters_and_sign, match_mail,
                                          match_url,       match_inner_apostrophe, match_final_apostrophe,
                                          match_number,    match_phone_number,     match_mixed_fraction};
  std::size_t longest = 1;
  for (const Pattern pattern : kPatterns) longest = std::max(longest, pattern(text, start));
  return longest;
}

std::size_t match_number(const Text& text, std::size_t start) {
  std::size_t end = start;
  if (text[end] == U'+' || text[end] == U'-') ++end;
  if (text[end] == U'.' && is_digit(text[end + 1])) ++end;
  if (!is_digit(text[end])) return 0;
  end += count_while(text, end, is_digit);
  while (in(U".,:/-", text[end]) && is_digit(text[end + 1])) end += 1 + count_while(text, end + 1, is_digit);
  return end - start;
}

std::size_t match_mixed_fraction(const Text& text, std::size_t start) {
  const std::size_t whole = count_while(text, start, is_digit);
  if (whole == 0 || text[start + whole] != U' ') return 0;
  const std::size_t top = start + whole + 1, top_digits = count_while(text, top, is_digit);
  if (top_digits == 0 || top_digits > 2 || text[top + top_digits] != U'/') return 0;
  const std::size_t bottom = top + top_digits + 1, bottom_digits = count_while(text, bottom, is_digit);
  if (bottom_digits == 0 || bottom_digits > 3 || !ends_word(text, bottom + bottom_digits)) return 0;
  return bottom + bottom_digits - start;
}

std::size_t match_phone_number(const Text& text, std::size_t start) {
  const auto digits = [&](std::size_t at, std::size_t count) { return count_while(text, at, is_digit) == count; };
  const bool bracket = text[start] == U'(';
  if (!digits(start + bracket, 3)) return 0;
  std::size_t local = start + bracket + 3;
  if (bracket && text[local++] != U')') return 0;
  if (text[local] == U' ') {
    ++local;
  } else if (!bracket) {
    return 0;
  }
  if (!digits(local, 3) || !in(U"-. ", text[local + 3]) || !digits(local + 4, 4)) return 0;
  return local + 8 - start;
}

std::size_t match_tag(const Text& text, std::size_t start) {
  if (text[start] != U'<') return 0;
  if (const std::size_t comment = match_comment(text, start)) return comment;
  std::size_t end = start + 1 + (text[start + 1] == U'/');
  if (!is_ascii_letter(text[end])) return 0;
  const std::size_t mail = match_mail(text, end);
  if (mail && text[end + mail] == U'>') return end + mail + 1 - start;
  end += count_while(text, end, is_tag_name);
  while (is_blank(text[end]) && end < text.size()) {
    end = skip_blanks(text, end);
    const std::size_t attribute = match_attribute(text, end);
    if (attribute == 0) break;
    end += attribute;
  }
  end += text[end] == U'/';
  return text[end] == U'>' ? end + 1 - start : 0;
}

std::size_t match_smiley(const Text& text, std::size_t start) {
  const char32_t eyes = text[start];
  if (in(U"^-=", eyes) && text[start + 1] == U'_' && text[start + 2] == eyes) return 3;
  if (!in(U":;=", eyes)) return 0;
  const std::size_t mouth = start + 1 + in(U"-'", text[start + 1]);
  return in(U"()DP", text[mouth]) && ends_word(text, mouth + 1) ? mouth + 1 - start : 0;
}

std::size_t match_name_or_tag(const Text& text, std::size_t start) {
  const char32_t next = text[start + 1];
  if (text[start] == U'@' && (is_ascii_letter(next) || next == U'_')) {
    return 1 + count_while(text, start + 1, continues_word);
  }
  return text[start] == U'#' && is_letter(next) ? 1 + count_while(text, start + 1, is_letter) : 0;
}

std::size_t match_bracket_name(const Text& text, std::size_t start) {
  static constexpr std::array<std::string_view, 6> kNames{"-lrb-", "-rrb-", "-lcb-", "-rcb-", "-lsb-", "-rsb-"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) { return text.holds(start, name); }) ? 5
                                                                                                                   : 0;
}

std::size_t match_clitic(const Text& text, std::size_t start) {
  if (!is_apostrophe(text[start])) return 0;
  static constexpr std::array<std::string_view, 6> kClitics{"s", "d", "m", "ll", "re", "ve"};
  for (const std::string_view clitic : kClitics) {
    const std::size_t end = start + 1 + clitic.size();
    if (text.holds(start + 1, clitic) && ends_word(text, end)) return end - start;
  }
  return 0;
}

std::size_t match_apostrophe_word(const Text& text, std::size_t start) {
  if (!is_apostrophe(text[start])) return 0;
  if (text.holds(start + 1, "n") && is_apostrophe(text[start + 2])) return 3;
  static constexpr std::array<std::string_view, 5> kWords{"em", "n", "cause", "til", "till"};
  for (const std::string_view word : kWords) {
    if (text.holds(start + 1, word) && ends_word(text, start + 1 + word.size())) return 1 + word.size();
  }
  if (!is_digit(text[start + 1]) || !is_digit(text[start + 2])) return 0;
  const std::size_t end = start + 3 + text.holds(start + 3, "s");
  return ends_word(text, end) ? end - start : 0;
}

}  // namespace vignette::ptb
