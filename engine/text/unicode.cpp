#include "text/unicode.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "text/unicode_tables.h"

namespace vignette {
namespace {

constexpr char32_t kHangulFirst = 0xAC00, kHangulLeading = 0x1100, kHangulVowel = 0x1161, kHangulTrailing = 0x11A7;
constexpr char32_t kLeadings = 19, kVowels = 21, kTrailings = 28, kSyllables = kLeadings * kVowels * kTrailings;

bool in_range(std::uint8_t value, std::uint8_t first, std::uint8_t last) {
  return value >= first && value <= last;
}

// Length of a sequence by its first byte and the range allowed for its second byte (Unicode Standard, table 3-7).
struct Lead {
  int length;
  std::uint8_t second_first, second_last;
};

Lead classify_lead(std::uint8_t byte) {
  if (in_range(byte, 0xC2, 0xDF)) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (in_range(byte, 0xE1, 0xEF)) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (in_range(byte, 0xF1, 0xF3)) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

template <class Range>
const Range* find_range(std::span<const Range> ranges, char32_t code) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), code,
                                      [](char32_t value, const Range& range) { return value < range.first; });
  if (after == ranges.begin()) return nullptr;
  const Range& range = *(after - 1);
  return code <= range.last ? &range : nullptr;
}

int combining_class(char32_t code) {
  if (code < 0x300) return 0;
  const auto* range = find_range(unicode_classes, code);
  return range ? range->combining_class : 0;
}

const Decomposition* find_decomposition(char32_t code) {
  const auto found = std::lower_bound(unicode_decompositions.begin(), unicode_decompositions.end(), code,
                                      [](const Decomposition& row, char32_t value) { return row.code < value; });
  return found != unicode_decompositions.end() && found->code == code ? &*found : nullptr;
}

void append_decomposed(char32_t code, std::u32string& out) {
  if (code - kHangulFirst < kSyllables) {
    const char32_t index = code - kHangulFirst;
    out += kHangulLeading + index / (kVowels * kTrailings);
    out += kHangulVowel + index / kTrailings % kVowels;
    if (index % kTrailings) out += kHangulTrailing + index % kTrailings;
  } else if (const Decomposition* row = code < 0xC0 ? nullptr : find_decomposition(code)) {
    append_decomposed(row->first, out);
    if (row->second) append_decomposed(row->second, out);
  } else {
    out += code;
  }
}

void order_marks(std::u32string& text) {
  for (auto run = text.begin(); run != text.end();) {
    if (!combining_class(*run)) {
      ++run;
      continue;
    }
    const auto end = std::find_if(run, text.end(), [](char32_t code) { return !combining_class(code); });
    std::stable_sort(run, end, [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
    run = end;
  }
}

std::uint64_t pair_key(char32_t first, char32_t second) {
  return std::uint64_t(first) << 32 | second;
}

const std::unordered_map<std::uint64_t, char32_t>& compositions() {
  static const auto map = [] {
    std::unordered_map<std::uint64_t, char32_t> pairs;
    for (const auto& row : unicode_decompositions) {
      if (row.composes) pairs.emplace(pair_key(row.first, row.second), row.code);
    }
    return pairs;
  }();
  return map;
}

// The code point that the pair composes to, or 0.
char32_t compose(char32_t first, char32_t second) {
  if (first - kHangulLeading < kLeadings && second - kHangulVowel < kVowels) {
    return kHangulFirst + ((first - kHangulLeading) * kVowels + (second - kHangulVowel)) * kTrailings;
  }
  const bool open_syllable = first - kHangulFirst < kSyllables && (first - kHangulFirst) % kTrailings == 0;
  if (open_syllable && second > kHangulTrailing && second < kHangulTrailing + kTrailings) {
    return first + (second - kHangulTrailing);
  }
  const auto found = compositions().find(pair_key(first, second));
  return found == compositions().end() ? 0 : found->second;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  const auto byte = static_cast<std::uint8_t>(text[position++]);
  if (byte < 0x80) return byte;
  const Lead lead = classify_lead(byte);
  if (!lead.length) return kReplacementCharacter;
  char32_t code = byte & (0x7F >> lead.length);
  for (int i = 1; i < lead.length; ++i) {
    if (position >= text.size()) return kReplacementCharacter;
    const auto next = static_cast<std::uint8_t>(text[position]);
    const bool valid = i == 1 ? in_range(next, lead.second_first, lead.second_last) : in_range(next, 0x80, 0xBF);
    if (!valid) return kReplacementCharacter;
    code = code << 6 | (next & 0x3F);
    ++position;
  }
  return code;
}

void append_utf8(char32_t code, std::string& out) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = kReplacementCharacter;
  if (code < 0x80) {
    out += static_cast<char>(code);
    return;
  }
  const int tail = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static constexpr std::uint8_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
  out += static_cast<char>(kLead[tail] | code >> (6 * tail));
  for (int i = tail - 1; i >= 0; --i) out += static_cast<char>(0x80 | (code >> (6 * i) & 0x3F));
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) out += next_code_point(text, position);
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t code : text) append_utf8(code, out);
  return out;
}

std::string repair_utf8(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return encode_utf8(decode_utf8(text));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

bool is_white_space(char32_t code) {
  if (code < 0x80) return code == ' ' || (code >= 0x09 && code <= 0x0D);
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

char32_t lower_code_point(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  const auto* range = find_range(unicode_lowercase, code);
  return range && (code - range->first) % range->stride == 0 ? code + static_cast<char32_t>(range->offset) : code;
}

std::u32string to_lower(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (const char32_t code : text) {
    if (code == 0x130) {
      out += U"i\u0307";
    } else {
      out += lower_code_point(code);
    }
  }
  return out;
}

std::u32string to_nfc(std::u32string_view text) {
  std::u32string decomposed;
  decomposed.reserve(text.size());
  for (const char32_t code : text) append_decomposed(code, decomposed);
  order_marks(decomposed);

  std::u32string out;
  out.reserve(decomposed.size());
  std::size_t starter = std::u32string::npos;
  int last_class = 0;  // of the code point just kept after the starter, 0 when there is none
  for (const char32_t code : decomposed) {
    const int own_class = combining_class(code);
    const bool adjacent = starter != std::u32string::npos && starter + 1 == out.size();
    const bool blocked = starter == std::u32string::npos || (!adjacent && (last_class == 0 || last_class >= own_class));
    if (const char32_t composed = blocked ? 0 : compose(out[starter], code)) {
      out[starter] = composed;
      continue;
    }
    if (own_class == 0) starter = out.size();
    last_class = own_class;
    out += code;
  }
  return out;
}

}  // namespace vignette
