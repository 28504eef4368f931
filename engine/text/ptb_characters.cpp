#include "text/ptb_characters.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/unicode.h"

namespace vignette::ptb {
namespace {

struct Range {
  char32_t first, last;
};

// Letters and the marks that go with them beyond ASCII, by blocks.
constexpr Range kLetters[] = {
    {0xAA, 0xAA},     {0xB5, 0xB5},     {0xBA, 0xBA},     {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x37D},
    {0x37F, 0x386},   {0x388, 0x3F5},   {0x3F7, 0x481},   {0x483, 0x559},   {0x561, 0x588},   {0x591, 0x5BD},
    {0x5C1, 0x5F2},   {0x610, 0x61A},   {0x620, 0x669},   {0x66E, 0x6D3},   {0x6D5, 0x6FF},   {0x710, 0x963},
    {0x966, 0xE3E},   {0xE40, 0xE4E},   {0xE50, 0x135F},  {0x1380, 0x167F}, {0x1681, 0x169A}, {0x16A0, 0x1734},
    {0x1740, 0x17D3}, {0x1810, 0x1FFF}, {0x2071, 0x2071}, {0x207F, 0x207F}, {0x2C00, 0x2DFF}, {0x3005, 0x3007},
    {0x3041, 0x30FA}, {0x30FC, 0x318E}, {0x31A0, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0xA48C}, {0xA4D0, 0xD7FF},
    {0xF900, 0xFDFB}, {0xFE20, 0xFE2F}, {0xFE70, 0xFEFC}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}, {0xFF66, 0xFFDC},
};

struct SymbolText {
  char32_t code;
  std::u32string_view text;
};

constexpr SymbolText kSymbolTexts[] = {
    {U'"', U"''"},    {U'(', U"-LRB-"}, {U')', U"-RRB-"},     {U'[', U"-LSB-"},        {U']', U"-RSB-"},
    {U'{', U"-LCB-"}, {U'}', U"-RCB-"}, {0x85, U"..."},       {0xA2, U"cents"},        {0xA3, U"#"},
    {0xAB, U"``"},    {0xBB, U"''"},    {0xBC, U"1/4"},       {0xBD, U"1/2"},          {0xBE, U"3/4"},
    {0x2012, U"--"},  {0x2013, U"--"},  {0x2014, U"--"},      {0x2015, U"--"},         {0x2018, U"`"},
    {0x2019, U"'"},   {0x201A, U"`"},   {0x201B, U"`"},       {0x201C, U"``"},         {0x201D, U"''"},
    {0x201E, U"``"},  {0x2026, U"..."}, {0x2039, U"`"},       {0x203A, U"'"},          {0x20AC, U"$"},
    {0x2153, U"1/3"}, {0x2154, U"2/3"}, {0x2155, U"1/5"},     {0x2156, U"2/5"},        {0x2157, U"3/5"},
    {0x2158, U"4/5"}, {0x2159, U"1/6"}, {0x215A, U"5/6"},     {0x215B, U"1/8"},        {0x215C, U"3/8"},
    {0x215D, U"5/8"}, {0x215E, U"7/8"}, {kEscapedLess, U"<"}, {kEscapedGreater, U">"},
};

bool is_dropped(char32_t code) {
  if (code == kEscapedLess || code == kEscapedGreater) return false;
  return code > 0xFFFF || (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE000 && code <= 0xF8FF) ||
         (code >= 0x2160 && code <= 0x218B) || code >= 0xFFF0;
}

bool is_control_or_blank(char32_t code) {
  if (code == 0x85) return false;
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x200B || code == 0x180E || is_white_space(code);
}

}  // namespace

CharacterClass classify(char32_t code) {
  if (code < 0x80) {
    if (is_ascii_letter(code)) return CharacterClass::letter;
    if (is_digit(code)) return CharacterClass::digit;
    return is_control_or_blank(code) ? CharacterClass::blank : CharacterClass::symbol;
  }
  if (code >= 0xFF10 && code <= 0xFF19) return CharacterClass::digit;
  if (is_control_or_blank(code)) return CharacterClass::blank;
  const auto after = std::upper_bound(std::begin(kLetters), std::end(kLetters), code,
                                      [](char32_t value, const Range& range) { return value < range.first; });
  if (after != std::begin(kLetters) && code <= std::prev(after)->last) return CharacterClass::letter;
  return is_dropped(code) ? CharacterClass::nothing : CharacterClass::symbol;
}

std::u32string_view symbol_text(char32_t code) {
  const auto found = std::lower_bound(std::begin(kSymbolTexts), std::end(kSymbolTexts), code,
                                      [](const SymbolText& entry, char32_t value) { return entry.code < value; });
  return found != std::end(kSymbolTexts) && found->code == code ? found->text : std::u32string_view();
}

}  // namespace vignette::ptb
