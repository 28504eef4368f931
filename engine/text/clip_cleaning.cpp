#include "text/clip_cleaning.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "text/clip_cleaning_tables.h"
#include "text/unicode.h"

namespace vignette {
namespace {

constexpr std::size_t kLongestNumber = 20;  // digits of a character reference that need be read: all larger are invalid

bool is_one_of(char32_t code, std::u32string_view set) {
  return set.find(code) != set.npos;
}

// ---- Bytes of Windows-1252, for what was read as it and was UTF-8.

// Of the bytes 0x80 to 0x9F; 0 where none is assigned.
constexpr char32_t kWindows1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t from_windows_1252(char32_t control) {
  const char32_t code = kWindows1252[control - 0x80];
  return code ? code : control;
}

// The byte beyond ASCII that Latin-1 or Windows-1252 shows as `code`, or nothing.
std::optional<char> byte_beyond_ascii(char32_t code) {
  if (code >= 0x80 && code <= 0xFF) return static_cast<char>(code);
  const auto found = code ? std::find(std::begin(kWindows1252), std::end(kWindows1252), code) : std::end(kWindows1252);
  if (found == std::end(kWindows1252)) return std::nullopt;
  return static_cast<char>(0x80 + (found - std::begin(kWindows1252)));
}

// Whether text that could be UTF-8 read wrongly is so unlike writing that it must be: "É…" could be, and is not. ftfy
// weighs more than this.
bool is_surely_mojibake(std::u32string_view run, const std::u32string& decoded) {
  const auto strange = [](char32_t code) {
    return (code >= 0x80 && code <= 0x9F) ||
           (code > 0xFF && !is_one_of(code, U"\u2018\u2019\u201C\u201D\u2013\u2014\u2026"));
  };
  const bool longer = std::any_of(decoded.begin(), decoded.end(), [](char32_t code) { return code >= 0x800; });
  if (longer) return std::any_of(run.begin(), run.end(), strange);
  return decoded.size() >= 3 || run.find_first_of(U"\u00C2\u00C3") != run.npos;
}

void repair_mojibake(std::u32string& text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    std::string bytes;
    std::size_t end = at;
    for (; end < text.size(); ++end) {
      const auto byte = byte_beyond_ascii(text[end]);
      if (!byte) break;
      bytes += *byte;
    }
    const std::u32string_view run = std::u32string_view(text).substr(at, end - at);
    const std::u32string decoded = is_valid_utf8(bytes) ? decode_utf8(bytes) : std::u32string(run);
    out += decoded != run && is_surely_mojibake(run, decoded) ? std::u32string_view(decoded) : run;
    if (end < text.size()) out += text[end++];
    at = end;
  }
  text = std::move(out);
}

// ---- Character references

bool is_digit(char32_t code) {
  return code >= U'0' && code <= U'9';
}
bool is_hex_digit(char32_t code) {
  return is_digit(code) || (code >= U'a' && code <= U'f') || (code >= U'A' && code <= U'F');
}
bool is_ascii_letter(char32_t code) {
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z');
}

// As HTML 5 reads the number of a character reference.
std::u32string text_of_number(const std::u32string& digits, std::uint64_t base) {
  std::uint64_t number = 0;
  const std::size_t first = std::min(digits.find_first_not_of(U'0'), digits.size());
  if (digits.size() - first > kLongestNumber) {
    number = 0x110000;
  } else {
    for (std::size_t i = first; i < digits.size() && number < 0x110000; ++i) {
      const char32_t digit = digits[i];
      number = number * base + (is_digit(digit) ? digit - U'0' : (digit | 0x20) - U'a' + 10);
    }
  }
  const auto code = static_cast<char32_t>(number);
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return U"\uFFFD";
  if (code >= 0x80 && code <= 0x9F) return {from_windows_1252(code)};
  const bool control = (code < 0x20 && !is_one_of(code, U"\t\n\f\r")) || code == 0x7F;
  if (control || (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE) return {};
  return {code};
}

const HtmlEntity* find_entity(const std::string& name) {
  const auto found =
      std::lower_bound(html_entities.begin(), html_entities.end(), name,
                       [](const HtmlEntity& entity, std::string_view value) { return entity.name < value; });
  return found != html_entities.end() && found->name == name ? &*found : nullptr;
}

struct Reference {
  std::size_t end = 0;  ///< behind it; 0: there is none
  std::u32string text;
};

// &#123; &#x1f; with or without ";".
Reference numeric_reference(const std::u32string& text, std::size_t at) {
  std::size_t end = at + 2;
  const bool hexadecimal = end < text.size() && (text[end] == U'x' || text[end] == U'X');
  end += hexadecimal;
  const std::size_t digits = end;
  while (end < text.size() && (hexadecimal ? is_hex_digit(text[end]) : is_digit(text[end]))) ++end;
  if (end == digits) return {};
  const std::u32string number = text.substr(digits, end - digits);
  end += end < text.size() && text[end] == U';';
  return {end, text_of_number(number, hexadecimal ? 16 : 10)};
}

// html.unescape: also names without ";", and the longest name that a word begins with.
Reference reference_of_html(const std::u32string& text, std::size_t at) {
  if (at + 1 < text.size() && text[at + 1] == U'#') return numeric_reference(text, at);
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= 32 && !is_one_of(text[end], U"\t\n\f <&#;")) ++end;
  if (end == at + 1) return {};
  end += end < text.size() && text[end] == U';';
  for (std::size_t stop = end; stop > at + 2; --stop) {
    const auto* entity = find_entity(encode_utf8(std::u32string_view(text).substr(at + 1, stop - at - 1)));
    if (entity && !entity->ftfy_alone) return {stop, decode_utf8(entity->text)};
  }
  return {};
}

// ftfy's: only what ends in ";", at most 24 letters and digits.
Reference reference_of_ftfy(const std::u32string& text, std::size_t at) {
  std::size_t end = at + 1;
  const bool number = end < text.size() && text[end] == U'#';
  end += number;
  const std::size_t first = end;
  while (end < text.size() && end - first < 24 && (is_digit(text[end]) || is_ascii_letter(text[end]))) ++end;
  if (end == first || end == text.size() || text[end] != U';') return {};
  ++end;
  if (number) {
    Reference reference = numeric_reference(text, at);
    const bool whole = reference.end == end && reference.text != U";";
    return whole ? reference : Reference{};
  }
  const auto* entity = find_entity(encode_utf8(std::u32string_view(text).substr(at + 1, end - at - 1)));
  return entity ? Reference{end, decode_utf8(entity->text)} : Reference{};
}

template <class Find>
void replace_references(std::u32string& text, Find&& find) {
  if (text.find(U'&') == text.npos) return;
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const Reference reference = text[at] == U'&' ? find(text, at) : Reference{};
    if (reference.end) {
      out += reference.text;
      at = reference.end;
    } else {
      out += text[at++];
    }
  }
  text = std::move(out);
}

// ---- ftfy.fix_text

// ESC [ digits and ; letter, as terminals take for colours.
std::size_t end_of_terminal_escape(const std::u32string& text, std::size_t at) {
  if (text[at] != 0x1B || at + 1 == text.size() || text[at + 1] != U'[') return at;
  std::size_t end = at + 2;
  while (end < text.size() && (is_digit(text[end]) || text[end] == U';')) ++end;
  return end < text.size() && is_ascii_letter(text[end]) ? end + 1 : at;
}

bool is_removed_control(char32_t code) {
  return (code < 0x20 && !is_one_of(code, U"\t\n\f\r")) || code == 0x7F || (code >= 0x206A && code <= 0x206F) ||
         code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFC);
}

struct Ligature {
  char32_t code;
  std::u32string_view letters;
};

constexpr Ligature kLigatures[] = {{0x132, U"IJ"},       {0x133, U"ij"},      {0x149, U"\u02BCn"}, {0x1C4, U"D\u017D"},
                                   {0x1C5, U"D\u017E"},  {0x1C6, U"d\u017E"}, {0x1C7, U"LJ"},      {0x1C8, U"Lj"},
                                   {0x1C9, U"lj"},       {0x1CA, U"NJ"},      {0x1CB, U"Nj"},      {0x1CC, U"nj"},
                                   {0x1F1, U"DZ"},       {0x1F2, U"Dz"},      {0x1F3, U"dz"},      {0xFB00, U"ff"},
                                   {0xFB01, U"fi"},      {0xFB02, U"fl"},     {0xFB03, U"ffi"},    {0xFB04, U"ffl"},
                                   {0xFB05, U"\u017Ft"}, {0xFB06, U"st"}};

std::u32string_view ligature_letters(char32_t code) {
  const auto found = std::find_if(std::begin(kLigatures), std::end(kLigatures),
                                  [code](const Ligature& ligature) { return ligature.code == code; });
  return found == std::end(kLigatures) ? std::u32string_view() : found->letters;
}

void append_of_standard_width(char32_t code, std::u32string& out) {
  const auto found = std::lower_bound(width_forms.begin(), width_forms.end(), code,
                                      [](const CharacterText& form, char32_t value) { return form.code < value; });
  if (found != width_forms.end() && found->code == code) {
    out += decode_utf8(found->text);
  } else {
    out += code;
  }
}

char32_t straight_quote(char32_t code) {
  if (code == 0x2BC || (code >= 0x2018 && code <= 0x201B)) return U'\'';
  return code >= 0x201C && code <= 0x201F ? U'"' : code;
}

std::u32string without_escapes_and_controls(const std::u32string& text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_terminal_escape(text, at);
    if (end == at && !is_removed_control(text[at])) out += text[at];
    at = std::max(end, at + 1);
  }
  return out;
}

std::u32string with_plain_line_breaks(const std::u32string& text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == U'\r' && at + 1 < text.size() && text[at + 1] == U'\n') continue;
    out += is_one_of(text[at], U"\r\u2028\u2029\u0085") ? U'\n' : text[at];
  }
  return out;
}

std::u32string fix_line(std::u32string text, bool unescape) {
  for (;;) {
    const std::u32string before = text;
    if (unescape) replace_references(text, reference_of_ftfy);
    repair_mojibake(text);
    std::u32string fixed;
    for (const char32_t code : text) {
      const char32_t own = code >= 0x80 && code <= 0x9F ? from_windows_1252(code) : code;
      const auto letters = ligature_letters(own);
      for (const char32_t part : letters.empty() ? std::u32string_view(&own, 1) : letters)
        append_of_standard_width(part, fixed);
    }
    for (char32_t& code : fixed) code = straight_quote(code);
    text = to_nfc(without_escapes_and_controls(with_plain_line_breaks(fixed)));
    if (text == before) return text;
  }
}

std::u32string fix_text(const std::u32string& text) {
  std::u32string out;
  bool unescape = true;  // until a line holds "<": what follows may be HTML
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', at), text.size() - 1) + 1;
    const std::u32string line = text.substr(at, end - at);
    unescape = unescape && line.find(U'<') == line.npos;
    out += fix_line(line, unescape);
    at = end;
  }
  return out;
}

// ---- Python's str.lower

bool is_in(std::span<const CodeRange> ranges, char32_t code) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), code,
                                      [](char32_t value, const CodeRange& range) { return value < range.first; });
  return after != ranges.begin() && code <= (after - 1)->last;
}

bool is_final_sigma(const std::u32string& text, std::size_t at) {
  const auto ignorable = [&](std::size_t i) { return is_in(case_ignorable_characters, text[i]); };
  const auto cased = [&](std::size_t i) { return is_in(cased_characters, text[i]); };
  std::size_t before = at;
  while (before > 0 && ignorable(before - 1)) --before;
  if (before == 0 || !cased(before - 1)) return false;
  std::size_t after = at + 1;
  while (after < text.size() && ignorable(after)) ++after;
  return after == text.size() || !cased(after);
}

std::u32string lower_as_python(const std::u32string& text) {
  std::u32string out = to_lower(text);
  if (text.find(U'\u03A3') == text.npos) return out;
  out.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == U'\u03A3') {
      out += is_final_sigma(text, at) ? U'\u03C2' : U'\u03C3';
    } else {
      out += to_lower(std::u32string_view(text).substr(at, 1));
    }
  }
  return out;
}

// U+0345 falls through OpenAI's regular expression: without regard to case it is a letter and then is none.
std::u32string collapse_blanks(const std::u32string& text) {
  std::u32string out;
  for (const char32_t code : text) {
    if (!is_white_space(code) && code != 0x345) {
      out += code;
    } else if (out.empty() || out.back() != U' ') {
      out += U' ';
    }
  }
  return out;
}

void strip(std::u32string& text) {
  const auto last = std::find_if_not(text.rbegin(), text.rend(), is_python_space).base();
  text.erase(last, text.end());
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_python_space));
}

}  // namespace

std::string clean_as_openai(std::string_view text) {
  std::u32string codes = fix_text(decode_utf8(text));
  for (int times = 0; times < 2; ++times) replace_references(codes, reference_of_html);
  strip(codes);
  codes = collapse_blanks(codes);
  strip(codes);
  return encode_utf8(lower_as_python(codes));
}

}  // namespace vignette
