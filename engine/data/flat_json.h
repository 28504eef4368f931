#pragma once
// Objects that hold texts, numbers, true, false and null alone, as nearly all in annotation files do, read as fast as
// memory gives them. Whatever is not as plain, broken JSON included, is left to a whole parser, and so are its errors.
// Internal to the data layer.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace vignette {

class FlatJson;

/// A value, which lives until the text or FlatJson's `unescaped` changes.
class FlatJsonValue {
 public:
  /// The first character of the value.
  char first() const { return *token_.data(); }
  /// False when it is something else.
  bool get(std::int64_t& number) const {
    number = number_;
    return whole_;
  }
  bool get(std::string_view& text) const {
    if (first() != '"') return false;
    text = escaped_ ? unescaped() : token_.substr(1);
    return true;
  }

 private:
  friend class FlatJson;
  std::string_view unescaped() const;

  FlatJson* json_ = nullptr;
  std::string_view token_;  ///< a text without the quote behind it; of other values the first character
  std::int64_t number_ = 0;
  bool whole_ = false, escaped_ = false;
};

class FlatJson {
 public:
  /// `at` begins `size` bytes with a NUL behind them, and fifteen more that may be read. `unescaped` takes texts that
  /// had escapes; it is cleared.
  FlatJson(const char* at, std::size_t size, std::string& unescaped)
      : at_(at), end_(at + size), size_(size), unescaped_(unescaped) {
    unescaped_.clear();
  }

  /// False for ever once something was not plain, or the bytes ended.
  bool good() const { return good_; }
  const char* at() const { return at_; }
  /// Takes the character that comes next but for blanks; false, and nothing but blanks taken, when it is another.
  bool take(char wanted) {
    skip_blanks();
    if (*at_ != wanted) return false;
    ++at_;
    return true;
  }
  /// Goes into the object that comes next, out of it, or to its next field, its first included; false when there is
  /// none of that.
  bool enter() {
    field_ = 0;
    return good_ = good_ && take('{');
  }
  bool leave() { return good_ = good_ && take('}'); }
  bool next_field(std::string_view& key, FlatJsonValue& value) {
    Key& expected = keys_[std::min(field_, keys_.size() - 1)];
    if (is_next(expected.whole)) {
      at_ += expected.whole.size();
      key = expected.name;
    } else {
      const char* const begin = at_;
      skip_blanks();
      if (*at_ == '}') return false;
      if (!take_key(key)) return good_ = false;
      expected = {{begin, static_cast<std::size_t>(at_ - begin)}, key};
    }
    ++field_;
    return good_ = good_ && take_value(value);  // an escape of the field before may be none
  }

 private:
  friend class FlatJsonValue;
  using Characters = unsigned char __attribute__((vector_size(16)));

  /// From behind a field to the value of the next one.
  struct Key {
    std::string_view whole, name;
  };

  static Characters characters(const char* at) {
    Characters text;
    std::memcpy(&text, at, sizeof text);
    return text;
  }
  /// As a number whose lowest byte is the first.
  static std::uint64_t eight_bytes(const void* at) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    return std::endian::native == std::endian::big ? __builtin_bswap64(bytes) : bytes;
  }
  /// How many bytes of `marks` come before the first that is not zero; 16: all.
  template <class Marks>
  static unsigned zeros_before(const Marks& marks) {
    const auto first = eight_bytes(&marks), second = eight_bytes(reinterpret_cast<const char*>(&marks) + 8);
    return static_cast<unsigned>(first != 0 ? std::countr_zero(first) : 64 + std::countr_zero(second)) / 8;
  }
  void skip_blanks() {
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
  }
  bool is_next(std::string_view text) const {
    if (text.empty()) return false;
    if (text.size() <= 16) return zeros_before(characters(at_) != characters(text.data())) >= text.size();
    return text.size() <= static_cast<std::size_t>(end_ - at_) && std::memcmp(at_, text.data(), text.size()) == 0;
  }
  /// To the first quote, backslash, control character or character beyond ASCII.
  void skip_plain() {
    unsigned plain = 16;
    for (; plain == 16; at_ += plain) {
      const auto text = characters(at_);
      plain = zeros_before((text == '"') | (text == '\\') | (text < ' ') | (text > 0x7F));
    }
  }
  bool take_value(FlatJsonValue& value) {
    skip_blanks();
    const char* const begin = at_;
    value.whole_ = value.escaped_ = false;
    value.token_ = {begin, 1};
    if (*begin != '"') return take_number(value) || take_word();
    ++at_;
    skip_plain();
    if (*at_ != '"' && !take_rest(value)) return false;
    value.token_ = {begin, static_cast<std::size_t>(at_++ - begin)};
    return true;
  }
  /// False, and nothing taken, when there is none.
  bool take_number(FlatJsonValue& value) {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    const std::uint64_t digits = eight_bytes(at_) ^ kOnes * '0';
    const auto others = ((digits + kOnes * (0x7F - 9)) | digits) & kOnes * 0x80;
    const auto count = static_cast<unsigned>(std::countr_zero(others)) / 8;
    const char behind = at_[count];
    if (count == 0 || count == 8 || (count > 1 && *at_ == '0') || behind == '.' || behind == 'e' || behind == 'E')
      return take_long_number(value);
    std::uint64_t sums = digits << (64 - 8 * count);  // zeros in front; then sums of two, four and eight digits
    sums = (sums * 10 + (sums >> 8)) & 0x00FF00FF00FF00FF;
    sums = (sums * 100 + (sums >> 16)) & 0x0000FFFF0000FFFF;
    sums = (sums * 10000 + (sums >> 32)) & 0x00000000FFFFFFFF;
    value.number_ = static_cast<std::int64_t>(sums);
    value.whole_ = true;
    at_ += count;
    return true;
  }
  bool take_key(std::string_view& key);
  bool take_rest(FlatJsonValue& text);
  bool take_long_number(FlatJsonValue& value);
  bool take_word();
  std::string_view unescape(std::string_view text);

  const char *at_, *const end_;
  std::size_t size_;
  std::string& unescaped_;
  bool good_ = true;
  std::array<Key, 16> keys_{};  ///< of the objects before, by place: the next object most probably has the same
  std::size_t field_ = 0;       ///< of the object entered
};

/// Calls `visit(key, value)` for the fields of the object that comes next. Whether there was one says good().
template <class Visit>
void each_field(FlatJson& json, const Visit& visit) {
  std::string_view key;
  FlatJsonValue value;
  if (!json.enter()) return;
  while (json.next_field(key, value)) visit(key, value);
  json.leave();
}

}  // namespace vignette
