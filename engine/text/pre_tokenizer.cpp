#include "text/pre_tokenizer.h"

#include <algorithm>

namespace vignette {
namespace {

std::vector<SourcedCode> sourced_codes(std::string_view text) {
  std::vector<SourcedCode> codes;
  codes.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t code = next_code_point(text, position);
    codes.push_back({code, begin, position});
  }
  return codes;
}

}  // namespace

std::string normalize_for_clip(std::string_view text, ByteSources* sources) {
  if (sources) sources->clear();
  std::string out;
  if (is_ascii(text)) {
    out = text;
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
  }
  out.reserve(text.size() + 8);
  for (const SourcedCode& at : to_nfc(sourced_codes(text))) {
    if (at.code == 0x130) {
      out += "i\xCC\x87";
    } else {
      append_utf8(lower_code_point(at.code), out);
    }
    if (sources) sources->resize(out.size(), {at.begin, at.end});
  }
  return out;
}

}  // namespace vignette
