#include "text/unicode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
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

void append_decomposed(SourcedCode from, std::vector<SourcedCode>& out) {
  const auto put = [&](char32_t code) { out.push_back({code, from.begin, from.end}); };
  const char32_t code = from.code;
  if (code - kHangulFirst < kSyllables) {
    const char32_t index = code - kHangulFirst;
    put(kHangulLeading + index / (kVowels * kTrailings));
    put(kHangulVowel + index / kTrailings % kVowels);
    if (index % kTrailings) put(kHangulTrailing + index % kTrailings);
  } else if (const Decomposition* row = code < 0xC0 ? nullptr : find_decomposition(code)) {
    append_decomposed({row->first, from.begin, from.end}, out);
    if (row->second) append_decomposed({row->second, from.begin, from.end}, out);
  } else {
    put(code);
  }
}

void order_marks(std::vector<SourcedCode>& text) {
  for (auto run = text.begin(); run != text.end();) {
    if (!combining_class(run->code)) {
      ++run;
      continue;
    }
    const auto end = std::find_if(run, text.end(), [](const SourcedCode& at) { return !combining_class(at.code); });
    std::stable_sort(run, end, [](const SourcedCode& a, const SourcedCode& b) {
      return combining_class(a.code) < combining_class(b.code);
    });
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

// Blocks of 256 code points, equal ones kept once: two loads a code point, 35 KB.
class WordClassTable {
 public:
  WordClassTable() {
    Block all_other{}, all_letters{};
    all_letters.fill(WordClass::letter);
    blocks_ = {all_other, all_letters};
    for (std::size_t index = 0; index < block_of_.size(); ++index) block_of_[index] = number_of(make_block(index));
  }
  WordClass operator[](char32_t code) const {
    return code <= 0x10FFFF ? blocks_[block_of_[code >> 8]][code & 0xFF] : WordClass::other;
  }

 private:
  using Block = std::array<WordClass, 256>;

  static Block make_block(std::size_t index) {
    Block block{};
    for (std::size_t i = 0; i < block.size(); ++i) {
      const auto code = static_cast<char32_t>(index << 8 | i);
      block[i] = find_range(unicode_letters, code)   ? WordClass::letter
                 : find_range(unicode_numbers, code) ? WordClass::number
                 : is_white_space(code)              ? WordClass::blank
                                                     : WordClass::other;
    }
    return block;
  }
  std::uint16_t number_of(const Block& block) {
    const auto found = std::find(blocks_.begin(), blocks_.end(), block);
    const auto number = static_cast<std::uint16_t>(found - blocks_.begin());
    if (found == blocks_.end()) blocks_.push_back(block);
    return number;
  }

  std::vector<Block> blocks_;
  std::array<std::uint16_t, 0x1100> block_of_{};
};

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
  std::size_t position = 0;
  for (std::uint64_t eight; position + sizeof eight <= text.size(); position += sizeof eight) {
    std::memcpy(&eight, text.data() + position, sizeof eight);
    if (eight & 0x8080808080808080u) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(position), text.end(),
                     [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t start = position;
    const char32_t code = next_code_point(text, position);
    if (code == kReplacementCharacter && text.substr(start, position - start) != "\xEF\xBF\xBD") return false;
  }
  return true;
}

bool is_white_space(char32_t code) {
  if (code < 0x80) return code == ' ' || (code >= 0x09 && code <= 0x0D);
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

bool is_python_space(char32_t code) {
  return is_white_space(code) || (code >= 0x1C && code <= 0x1F);
}

bool is_word_character(char32_t code) {
  return find_range(unicode_words, code) != nullptr;
}

WordClass word_class(char32_t code) {
  static const WordClassTable table;
  return table[code];
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

std::vector<SourcedCode> to_nfc(const std::vector<SourcedCode>& text) {
  // No code point below U+0300 changes or joins the one before it.
  if (std::all_of(text.begin(), text.end(), [](const SourcedCode& at) { return at.code < 0x300; })) return text;
  std::vector<SourcedCode> decomposed;
  decomposed.reserve(text.size() + text.size() / 2);
  for (const SourcedCode& at : text) append_decomposed(at, decomposed);
  order_marks(decomposed);

  std::vector<SourcedCode> out;
  out.reserve(decomposed.size());
  constexpr std::size_t kNone = ~std::size_t(0);
  std::size_t starter = kNone;
  int last_class = 0;  // of the code point just kept after the starter, 0 when there is none
  for (const SourcedCode& at : decomposed) {
    const int own_class = combining_class(at.code);
    const bool adjacent = starter != kNone && starter + 1 == out.size();
    const bool blocked = starter == kNone || (!adjacent && (last_class == 0 || last_class >= own_class));
    if (const char32_t composed = blocked ? 0 : compose(out[starter].code, at.code)) {
      out[starter] = {composed, std::min(out[starter].begin, at.begin), std::max(out[starter].end, at.end)};
      continue;
    }
    if (own_class == 0) starter = out.size();
    last_class = own_class;
    out.push_back(at);
  }
  return out;
}

std::u32string to_nfc(std::u32string_view text) {
  std::vector<SourcedCode> codes;
  codes.reserve(text.size());
  for (const char32_t code : text) codes.push_back({code, 0, 0});
  std::u32string out;
  for (const SourcedCode& at : to_nfc(codes)) out += at.code;
  return out;
}

}  // namespace vignette
