#include "training/openai_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace vignette {
namespace {

/// Unicode characters that windows-1252 has at 0x80 … 0x9f; 0: none.
constexpr std::array<std::uint32_t, 32> windows_1252 = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                        0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

constexpr std::array<std::pair<std::string_view, char>, 5> entities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

constexpr std::array<std::string_view, 7> ligatures = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

/// Takes one character off the front of valid UTF-8.
std::uint32_t take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const auto lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t code = length == 1 ? lead : lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length && i < text.size(); ++i) code = (code << 6) | (byte(i) & 0x3f);
  text.remove_prefix(std::min(length, text.size()));
  return code;
}

bool dropped(std::uint32_t code) {
  const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\f' && code != '\r';
  return control || code == 0x7f || code == 0xfeff || (code >= 0x206a && code <= 0x206f) ||
         (code >= 0xfff9 && code <= 0xfffc);
}

void append_clean(std::string& out, std::uint32_t code) {
  if (code >= 0x80 && code < 0xa0 && windows_1252[code - 0x80] != 0) code = windows_1252[code - 0x80];
  if (dropped(code)) return;
  if (code >= 0xfb00 && code <= 0xfb06) {
    out += ligatures[code - 0xfb00];
  } else if (code >= 0xff01 && code <= 0xff5e) {
    out += static_cast<char>(code - 0xff01 + '!');
  } else if (code == 0x2018 || code == 0x2019 || code == 0x201b || code == 0x02bc) {
    out += '\'';
  } else if (code == 0x201c || code == 0x201d || code == 0x201f) {
    out += '"';
  } else {
    append_utf8(out, code);
  }
}

/// The character of an entity at the front of `text`, which it is taken off.
std::optional<std::uint32_t> take_entity(std::string_view& text) {
  for (const auto& [name, character] : entities)
    if (text.starts_with(name)) {
      text.remove_prefix(name.size());
      return static_cast<std::uint32_t>(character);
    }
  if (!text.starts_with("&#")) return {};
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const auto* begin = text.data() + (hexadecimal ? 3 : 2);
  std::uint32_t code = 0;
  const auto read = std::from_chars(begin, text.data() + text.size(), code, hexadecimal ? 16 : 10);
  const bool ended = read.ptr != text.data() + text.size() && *read.ptr == ';';
  if (read.ec != std::errc() || !ended || code == 0 || code > 0x10ffff) return {};
  text.remove_prefix(static_cast<std::size_t>(read.ptr + 1 - text.data()));
  return code;
}

std::string without_entities(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (const auto code = take_entity(text))
      append_utf8(out, *code);
    else
      out += text.front(), text.remove_prefix(1);
  }
  return out;
}

}  // namespace

std::string clean_as_openai(std::string_view text) {
  std::string clean;
  while (!text.empty()) append_clean(clean, take_character(text));
  return without_entities(without_entities(clean));
}

}  // namespace vignette
