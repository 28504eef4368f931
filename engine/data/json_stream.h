#pragma once
// JSON files of any size through a small window: the members of the top object, and the elements of a list.
// Internal to the data layer.

#include <simdjson.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/dataset.h"
#include "data/flat_json.h"
#include "data/side_thread.h"

namespace vignette {

using JsonValue = simdjson::ondemand::value;

/// "a list", "an object", "a string", "a number", "true or false" or "null"; by the first character of a value.
std::string_view json_type_name(char first);

/// Every function throws DatasetError, which names the file and the line, where the file is no valid JSON.
class JsonStream {
 public:
  explicit JsonStream(const std::filesystem::path& file);

  /// The first character of the value that comes next: '{', '[', '"', …
  char peek();
  /// Enters the top object; peek() says whether there is one.
  void enter_object();
  /// The next key of the object entered, its value coming next (read_list or skip it); nullopt behind the last one.
  std::optional<std::string> next_key();
  void skip();
  /// Where the next value begins, for go_to(): a value may be read again.
  std::uint64_t position() const { return start_ + begin_; }
  void go_to(std::uint64_t position);
  /// The first element of the list that comes next, nullopt for an empty one. Only go_to() goes on from here.
  template <class Record, class Read>
  std::optional<Record> first_of_list(const Read& read) {
    std::vector<Record> records;
    begin_list();
    if (!guess_chunk() && !exact_chunk()) return std::nullopt;
    if (!parse_chunk(read, records)) fail();
    return records.empty() ? std::nullopt : std::optional(std::move(records.front()));
  }
  /// Nothing but blanks may follow.
  void expect_end();

  /// Reads the list that comes next. `read(JsonValue, Record&)` fills a new record from each element and may leave
  /// simdjson's exceptions to the caller; it is called again for some elements, so it has no side effects. `take` gets
  /// each record once, in order, some thousand in a span; texts in a record live through `take`.
  /// A `read` that takes FlatJson& too, for each_field() alone, gets plain elements that way, several times as fast;
  /// `take` then runs on another thread while `read` gets the next elements, and has ended when this returns or throws.
  /// Before that `expect` is told how many elements the file has room for, if they are like its first ones.
  template <class Record, class Read, class Take, class Expect>
  void read_list(const Read& read, const Take& take, const Expect& expect) {
    std::vector<Record> records, given;
    SideThread side;  // ends first when an exception leaves here
    begin_list();
    const std::uint64_t begin = position();
    bool first = true;
    for (;;) {
      if constexpr (std::invocable<Read, FlatJson&, Record&>) {
        while (read_flat(read, records)) {
          side.finish();
          if (std::exchange(first, false)) expect(size_ * records.size() / (position() - begin));
          if (list_done_) return take(std::span<Record>(records));
          records.swap(given);
          turn_window();
          side.start([&] { take(std::span<Record>(given)); });
        }
        side.finish();
      }
      if (!guess_chunk() && !exact_chunk()) return;
      if (!parse_chunk(read, records)) fail();
      take(std::span<Record>(records));
    }
  }
  template <class Record, class Read, class Take>
  void read_list(const Read& read, const Take& take) {
    read_list<Record>(read, take, [](std::uint64_t) {});
  }

 private:
  struct Scan {
    std::int64_t depth = 0;
    bool text = false, escaped = false;
  };

  [[noreturn]] void fail();
  std::optional<std::uint64_t> syntax_error() const;
  [[noreturn]] void fail_at(std::uint64_t offset, const std::string& what);
  bool fill();
  void skip_blanks();
  void begin_list();
  bool guess_chunk();
  bool exact_chunk();
  void refill();
  void turn_window();
  const char* next_mark(const char* at, const char* end, Scan& scan) const;

  /// The plain elements that are whole in the window; false when there are none.
  template <class Record, class Read>
  bool read_flat(const Read& read, std::vector<Record>& records) {
    records.clear();
    if (list_done_) return false;
    refill();
    buffer_[end_] = '\0';
    FlatJson json(buffer_.data() + begin_, end_ - begin_, unescaped_);
    while (!list_done_) {
      read(json, records.emplace_back());
      list_done_ = json.good() && json.take(']');
      if (!json.good() || (!list_done_ && !json.take(','))) {
        records.pop_back();
        break;
      }
      begin_ = static_cast<std::size_t>(json.at() - buffer_.data());
    }
    return !records.empty();
  }

  /// Tries the chunk that was guessed, then the exact one; false when neither is JSON.
  template <class Record, class Read>
  bool parse_chunk(const Read& read, std::vector<Record>& records) {
    for (;;) {
      records.clear();
      bool whole = false;
      {
        const Brackets brackets(*this);
        try {
          simdjson::ondemand::document document;
          error_ = parser_.iterate(brackets.text(), brackets.allocated()).get(document);
          if (error_ == simdjson::SUCCESS) {
            for (auto element : document.get_array()) read(element.value(), records.emplace_back());
            whole = end_chunk(document);
          }
        } catch (const simdjson::simdjson_error& error) {
          error_ = error.error();
        }
      }
      if (whole) return true;
      if (!guessed_ || !exact_chunk()) return false;
    }
  }

  /// Puts brackets around the chunk, in place, and takes them away again.
  class Brackets {
   public:
    explicit Brackets(JsonStream& stream)
        : stream_(stream), before_(stream.buffer_[stream.begin_ - 1]), behind_(stream.buffer_[stream.chunk_end_]) {
      stream_.buffer_[stream_.begin_ - 1] = '[';
      stream_.buffer_[stream_.chunk_end_] = ']';
      first_ = stream_.begin_ - 1, size_ = stream_.chunk_end_ - first_ + 1;
    }
    ~Brackets() {
      stream_.buffer_[first_] = before_;
      stream_.buffer_[first_ + size_ - 1] = behind_;
    }
    Brackets(const Brackets&) = delete;
    Brackets& operator=(const Brackets&) = delete;
    std::string_view text() const { return {stream_.buffer_.data() + first_, size_}; }
    std::size_t allocated() const { return stream_.buffer_.size() - first_; }

   private:
    JsonStream& stream_;
    char before_, behind_;
    std::size_t first_ = 0, size_ = 0;
  };

  bool end_chunk(simdjson::ondemand::document& document);

  std::filesystem::path file_;
  std::ifstream in_;
  std::vector<char> buffer_, other_buffer_;
  std::string unescaped_, other_unescaped_;  ///< texts of plain elements
  std::uint64_t size_ = 0, start_ = 0;       ///< of the file; where in it the buffer begins
  std::size_t begin_ = 0, end_ = 0;          ///< of what is not read yet, in the buffer
  std::size_t chunk_end_ = 0;                ///< the comma or bracket behind the chunk
  bool guessed_ = false, list_done_ = false, last_chunk_ = false, eof_ = false, first_member_ = true;
  simdjson::error_code error_ = simdjson::SUCCESS;
  simdjson::ondemand::parser parser_;
};

/// What an element's key held: the value, or the first character of a value of another kind; 0: the key is missing.
template <class T>
struct JsonField {
  std::optional<T> value;
  char other = 0;

  /// Throws simdjson_error where the JSON is broken.
  void read(JsonValue found) {
    T wanted;
    const auto error = found.get(wanted);
    if (error == simdjson::SUCCESS) {
      value = wanted;
    } else if (error == simdjson::INCORRECT_TYPE || error == simdjson::NUMBER_ERROR ||
               error == simdjson::NUMBER_OUT_OF_RANGE) {
      other = *found.raw_json_token().data();
    } else {
      throw simdjson::simdjson_error(error);
    }
  }
  void read(const FlatJsonValue& found) {
    T wanted;
    if (found.get(wanted))
      value = wanted;
    else
      other = found.first();
  }
};

/// Calls `visit(key, value)` for the fields of an element that is an object. Throws simdjson_error.
template <class Visit>
void each_field(JsonValue element, const Visit& visit) {
  simdjson::ondemand::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS) return;
  for (auto field : object) {
    const std::string_view key = field.unescaped_key();
    visit(key, field.value().value());
  }
}

/// "\"caption\" is missing (a string was expected)", for a field without value whose `other` is given.
std::string complaint(std::string_view key, std::string_view wanted, char other);

}  // namespace vignette
