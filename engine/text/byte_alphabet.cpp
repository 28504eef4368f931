#include "text/byte_alphabet.h"

#include "text/unicode.h"

namespace vignette {
namespace {

struct Alphabet {
  std::array<std::uint8_t, 256> order{};
  std::array<std::string, 256> symbols;
  std::array<int, 256 + 256> byte_of{};  // by code point, -1 where none
};

bool is_printable(int byte) {
  return (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE && byte <= 0xFF);
}

Alphabet make_alphabet() {
  Alphabet alphabet;
  alphabet.byte_of.fill(-1);
  std::size_t count = 0;
  char32_t spare = 0x100;
  for (const bool printable : {true, false}) {
    for (int byte = 0; byte < 256; ++byte) {
      if (is_printable(byte) != printable) continue;
      const char32_t code = printable ? static_cast<char32_t>(byte) : spare++;
      alphabet.order[count++] = static_cast<std::uint8_t>(byte);
      append_utf8(code, alphabet.symbols[static_cast<std::size_t>(byte)]);
      alphabet.byte_of[code] = byte;
    }
  }
  return alphabet;
}

const Alphabet& alphabet() {
  static const Alphabet instance = make_alphabet();
  return instance;
}

}  // namespace

const std::array<std::uint8_t, 256>& byte_alphabet_order() {
  return alphabet().order;
}

const std::string& byte_symbol(std::uint8_t byte) {
  return alphabet().symbols[byte];
}

std::optional<std::string> bytes_of_symbols(std::string_view symbols) {
  std::string bytes;
  for (std::size_t position = 0; position < symbols.size();) {
    const char32_t code = next_code_point(symbols, position);
    const int byte = code < alphabet().byte_of.size() ? alphabet().byte_of[code] : -1;
    if (byte < 0) return std::nullopt;
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

}  // namespace vignette
