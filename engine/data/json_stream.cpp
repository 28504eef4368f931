#include "data/json_stream.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "data/utf8.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWindow = 1u << 19, kLargestElement = 256u << 20;

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Counts bytes for simdjson, which does not tell where it failed.
class SyntaxCheck : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    offset = position == 0 ? 0 : position - 1;
    return false;
  }
  std::optional<std::uint64_t> offset;
};

std::string line_and_column(const fs::path& file, std::uint64_t offset) {
  std::ifstream in(file, std::ios::binary);
  std::uint64_t line = 1, line_start = 0, at = 0;
  std::vector<char> piece(kWindow);
  while (at < offset &&
         in.read(piece.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(kWindow, offset - at))))
    for (std::streamsize i = 0; i < in.gcount(); ++i, ++at)
      if (piece[static_cast<std::size_t>(i)] == '\n') ++line, line_start = at + 1;
  return concat("line ", line, ", column ", offset - line_start + 1, " (byte ", offset, ")");
}

}  // namespace

std::string_view json_type_name(char first) {
  switch (first) {
    case '[':
      return "a list";
    case '{':
      return "an object";
    case '"':
      return "a string";
    case 't':
    case 'f':
      return "true or false";
    case 'n':
      return "null";
    default:
      return "a number";
  }
}

std::string complaint(std::string_view key, std::string_view wanted, char other) {
  if (other == 0) return concat("\"", key, "\" is missing (", wanted, " was expected)");
  return concat("\"", key, "\" is ", json_type_name(other), "; ", wanted, " was expected");
}

JsonStream::JsonStream(const fs::path& file) : file_(file), in_(file, std::ios::binary) {
  if (!in_) throw DatasetError(concat("cannot read ", file.string(), "; check that it exists and may be read"));
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  size_ = error ? 0 : size;
  buffer_.resize((error || size >= kWindow ? kWindow : size + 16) + simdjson::SIMDJSON_PADDING);
  go_to(0);
  if (fill() && std::string_view(buffer_.data() + begin_, end_ - begin_).starts_with("\xEF\xBB\xBF")) begin_ += 3;
}

void JsonStream::go_to(std::uint64_t position) {
  in_.clear();
  in_.seekg(static_cast<std::streamoff>(position));
  begin_ = end_ = 1;  // a bracket has to find room before a chunk
  start_ = position - 1;
  eof_ = false;
}

/// Reads on; what is not read yet moves to the front. False at the end of the file.
bool JsonStream::fill() {
  if (eof_) return false;
  const std::size_t room = buffer_.size() - simdjson::SIMDJSON_PADDING;
  if (begin_ > 1) {
    std::memmove(buffer_.data() + 1, buffer_.data() + begin_, end_ - begin_);
    start_ += begin_ - 1;
    end_ -= begin_ - 1, begin_ = 1;
  }
  if (end_ == room) {
    if (room >= kLargestElement) fail_at(position(), "one element takes more than 256 MiB");
    buffer_.resize(room * 2 + simdjson::SIMDJSON_PADDING);
    return fill();
  }
  in_.read(buffer_.data() + end_, static_cast<std::streamsize>(room - end_));
  if (in_.bad()) throw DatasetError(concat("cannot read ", file_.string(), " to its end; check the disk it lies on"));
  eof_ = in_.gcount() == 0;
  end_ += static_cast<std::size_t>(in_.gcount());
  return !eof_;
}

void JsonStream::skip_blanks() {
  do {
    while (begin_ < end_ && is_blank(buffer_[begin_])) ++begin_;
  } while (begin_ == end_ && fill());
}

char JsonStream::peek() {
  skip_blanks();
  if (begin_ == end_) fail();
  return buffer_[begin_];
}

void JsonStream::enter_object() {
  if (peek() != '{') fail();
  ++begin_;
  first_member_ = true;
}

std::optional<std::string> JsonStream::next_key() {
  const char mark = peek();
  if (mark == '}') {
    ++begin_;
    return std::nullopt;
  }
  if (!first_member_) {
    if (mark != ',') fail();
    ++begin_;
  }
  first_member_ = false;
  if (peek() != '"') fail();
  std::size_t end = begin_ + 1;
  for (;; ++end) {
    while (end >= end_) {
      const auto read = end - begin_;
      if (!fill()) fail();
      end = begin_ + read;
    }
    if (buffer_[end] == '\\')
      ++end;
    else if (buffer_[end] == '"')
      break;
  }
  const auto key = nlohmann::json::parse(buffer_.data() + begin_, buffer_.data() + end + 1, nullptr, false);
  if (!key.is_string()) fail();
  begin_ = end + 1;
  if (peek() != ':') fail();
  ++begin_;
  return key.get<std::string>();
}

/// The next comma or closing bracket outside of texts and of what opened since; `end` when there is none yet.
const char* JsonStream::next_mark(const char* at, const char* end, Scan& scan) const {
  for (; at < end; ++at) {
    const char c = *at;
    if (scan.text) {
      if (scan.escaped)
        scan.escaped = false;
      else if (c == '\\')
        scan.escaped = true;
      else if (c == '"')
        scan.text = false;
    } else if (c == '"') {
      scan.text = true;
    } else if (c == '{' || c == '[') {
      ++scan.depth;
    } else if (scan.depth == 0 && (c == ',' || c == '}' || c == ']')) {
      return at;
    } else if (c == '}' || c == ']') {
      --scan.depth;
    }
  }
  return end;
}

void JsonStream::skip() {
  if (const char first = peek(); first == ',' || first == '}' || first == ']') fail();
  Scan scan;
  for (;;) {
    const char* const found = next_mark(buffer_.data() + begin_, buffer_.data() + end_, scan);
    begin_ = static_cast<std::size_t>(found - buffer_.data());
    if (begin_ < end_) return;
    if (!fill()) fail();
  }
}

void JsonStream::begin_list() {
  if (peek() != '[') fail();
  ++begin_;
  list_done_ = peek() == ']';
  if (list_done_) ++begin_;
}

/// Half a window at least, as far as there is that much.
void JsonStream::refill() {
  if (end_ - begin_ < kWindow / 2) fill();
}

/// Goes on in another window, so that texts in this one stay until the next turn.
void JsonStream::turn_window() {
  other_buffer_.resize(buffer_.size());
  std::memcpy(other_buffer_.data() + 1, buffer_.data() + begin_, end_ - begin_);
  start_ += begin_ - 1;
  end_ -= begin_ - 1, begin_ = 1;
  buffer_.swap(other_buffer_);
  unescaped_.swap(other_unescaped_);
}

/// A chunk up to the last "}, {" in the window. It may lie in a text or deeper in an element: then the chunk is no
/// JSON.
bool JsonStream::guess_chunk() {
  if (list_done_) return false;
  refill();
  guessed_ = false;
  for (std::size_t at = end_; at > begin_ + 2;) {
    const void* const open = memrchr(buffer_.data() + begin_, '{', at - begin_);
    if (!open) break;
    at = static_cast<std::size_t>(static_cast<const char*>(open) - buffer_.data());
    std::size_t comma = at;
    while (comma > begin_ && is_blank(buffer_[comma - 1])) --comma;
    if (comma <= begin_ + 1 || buffer_[comma - 1] != ',') continue;
    std::size_t brace = --comma;
    while (brace > begin_ && is_blank(buffer_[brace - 1])) --brace;
    if (brace <= begin_ || buffer_[brace - 1] != '}') continue;
    chunk_end_ = comma;
    last_chunk_ = false;
    return guessed_ = true;
  }
  return false;
}

/// The elements that are whole in the window, a larger one if the first is not.
bool JsonStream::exact_chunk() {
  guessed_ = false;
  if (list_done_) return false;
  if (peek() == ']' || peek() == ',') fail();
  Scan scan;
  std::size_t at = begin_, comma = 0;
  for (;;) {
    at = static_cast<std::size_t>(next_mark(buffer_.data() + at, buffer_.data() + end_, scan) - buffer_.data());
    if (at < end_ && buffer_[at] == ',') {
      comma = at++;
    } else if (at < end_) {
      if (buffer_[at] != ']') fail();
      chunk_end_ = at;
      return last_chunk_ = true;
    } else if (comma != 0) {
      chunk_end_ = comma;
      last_chunk_ = false;
      return true;
    } else {
      const std::size_t read = at - begin_;
      if (!fill()) fail();
      at = begin_ + read;
    }
  }
}

bool JsonStream::end_chunk(simdjson::ondemand::document& document) {
  const char* behind = nullptr;
  const auto error = document.current_location().get(behind);
  if (error == simdjson::OUT_OF_BOUNDS) {  // nothing is left
    begin_ = chunk_end_ + 1;
    list_done_ = last_chunk_;
    return true;
  }
  if (error != simdjson::SUCCESS || !guessed_) return false;
  // The list ended before the place that was guessed, which lies in a later one.
  begin_ = static_cast<std::size_t>(behind - buffer_.data());
  return list_done_ = true;
}

void JsonStream::expect_end() {
  skip_blanks();
  if (begin_ < end_) fail();
}

void JsonStream::fail_at(std::uint64_t offset, const std::string& what) {
  throw DatasetError(concat(file_.string(), ": ", what, " at ", line_and_column(file_, offset)));
}

/// Where the JSON is broken, by a parser that holds whole texts: of a huge file it gets the window alone.
std::optional<std::uint64_t> JsonStream::syntax_error() const {
  SyntaxCheck check;
  std::error_code error;
  if (fs::file_size(file_, error) <= kLargestElement && !error) {
    std::ifstream whole(file_, std::ios::binary);
    nlohmann::json::sax_parse(whole, &check);
    return check.offset;
  }
  const auto window = concat("[", std::string_view(buffer_.data() + begin_, std::min(end_ - begin_, kWindow)));
  nlohmann::json::sax_parse(window, &check);
  const bool inside = check.offset && *check.offset > 0 && *check.offset + 1 < window.size();
  return inside ? std::optional(position() + *check.offset - 1) : std::nullopt;
}

void JsonStream::fail() {
  const std::string_view text(buffer_.data() + begin_, end_ - begin_);
  if (const std::size_t bad = find_invalid_utf8(text);
      bad != std::string_view::npos && (eof_ || end_ - begin_ - bad > 3))
    throw DatasetError(concat(file_.string(), ": not valid UTF-8 at ", line_and_column(file_, position() + bad),
                              "; save the file as UTF-8"));
  const auto found = syntax_error();
  const auto offset = found.value_or(position());
  const auto reason = found || error_ == simdjson::SUCCESS
                          ? std::string("is the file complete?")
                          : concat(simdjson::error_message(error_), "; can another program write it more plainly?");
  throw DatasetError(concat(file_.string(), ": no valid JSON at ", line_and_column(file_, offset), "; ", reason));
}

}  // namespace vignette
