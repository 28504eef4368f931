#include "data/flat_json.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "data/utf8.h"

namespace vignette {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<unsigned> four_digits(std::string_view text) {
  unsigned code = 0;
  if (text.size() < 4) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, code, 16);
  return error == std::errc() && end == text.data() + 4 ? std::optional(code) : std::nullopt;
}

/// The character behind "\u", which goes from `text`; nullopt for one that is none.
std::optional<unsigned> take_code(std::string_view& text) {
  const auto code = four_digits(text);
  if (!code) return std::nullopt;
  text.remove_prefix(4);
  if (*code < 0xD800 || *code > 0xDFFF) return code;
  if (*code > 0xDBFF || !text.starts_with("\\u")) return std::nullopt;
  const auto low = four_digits(text.substr(2));
  if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
  text.remove_prefix(6);
  return 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
}

void append_utf8(std::string& text, unsigned code) {
  const auto add = [&](unsigned byte) { text += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) {
    add(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      add(0xE0 | code >> 12);
    } else {
      add(0xF0 | code >> 18);
      add(0x80 | (code >> 12 & 0x3F));
    }
    add(0x80 | (code >> 6 & 0x3F));
  }
  add(0x80 | (code & 0x3F));
}

}  // namespace

std::string_view FlatJsonValue::unescaped() const {
  return json_->unescape(token_.substr(1));
}

bool FlatJson::take_key(std::string_view& key) {
  FlatJsonValue name;
  if (field_ > 0 && !take(',')) return false;
  skip_blanks();
  if (*at_ != '"' || !take_value(name) || name.escaped_ || !take(':')) return false;
  skip_blanks();
  key = name.token_.substr(1);
  return true;
}

/// What is left of a text behind its first characters, up to the quote.
bool FlatJson::take_rest(FlatJsonValue& text) {
  for (; *at_ != '"'; skip_plain()) {
    if (*at_ == '\\') {
      text.escaped_ = true;
      ++at_;
      if (static_cast<unsigned char>(*at_) < ' ') return false;
      at_ += static_cast<unsigned char>(*at_) < 0x80;
    } else {
      const std::size_t length = utf8_length({at_, 4});
      if (length < 2) return false;
      at_ += length;
    }
  }
  text.json_ = this;
  return true;
}

/// A number that is not of one to seven digits alone.
bool FlatJson::take_long_number(FlatJsonValue& value) {
  constexpr std::ptrdiff_t kSafeDigits = 18;
  const char* at = at_ + (*at_ == '-');
  const char* const digits = at;
  std::int64_t number = 0;
  while (is_digit(*at) && at - digits < kSafeDigits) number = number * 10 + (*at++ - '0');
  if (at == digits || is_digit(*at) || (at - digits > 1 && *digits == '0')) return false;
  value.number_ = *at_ == '-' ? -number : number;
  value.whole_ = *at != '.' && *at != 'e' && *at != 'E';
  if (*at == '.') {
    if (!is_digit(*++at)) return value.whole_ = false;
    while (is_digit(*at)) ++at;
  }
  if (*at == 'e' || *at == 'E') {
    ++at;
    at += *at == '+' || *at == '-';
    if (!is_digit(*at)) return false;
    while (is_digit(*at)) ++at;
  }
  at_ = at;
  return true;
}

bool FlatJson::take_word() {
  for (const std::string_view word : {"true", "false", "null"})
    if (std::string_view(at_, word.size()) == word) {
      at_ += word.size();
      return true;
    }
  return false;
}

std::string_view FlatJson::unescape(std::string_view text) {
  if (unescaped_.empty()) unescaped_.reserve(size_);  // all that follows finds room: views of it stay
  const std::size_t begin = unescaped_.size();
  while (!text.empty() && good_) {
    const std::size_t plain = std::min(text.find('\\'), text.size());
    unescaped_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    constexpr std::string_view kMarks = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    const char mark = text[1];
    text.remove_prefix(2);
    if (mark == 'u') {
      const auto code = take_code(text);
      good_ = code.has_value();
      append_utf8(unescaped_, code.value_or(0));
    } else {
      const auto found = kMarks.find(mark);
      good_ = found != kMarks.npos;
      if (good_) unescaped_ += kMeant[found];
    }
  }
  return std::string_view(unescaped_).substr(begin);
}

}  // namespace vignette
