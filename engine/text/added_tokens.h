#pragma once
// Tokens that are found in a text as they stand, before it is split into words.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// With the fields of an entry of `added_tokens` in tokenizer.json.
struct AddedToken {
  std::string content;
  std::int32_t id = -1;
  bool special = true;       ///< left out by decode(skip_special)
  bool normalized = false;   ///< looked for in the normalized text, not in the text as given
  bool single_word = false;  ///< only where no letter, digit or _ stands beside it
  bool left_strip = false;   ///< takes the blanks before it
  bool right_strip = false;  ///< takes the blanks after it
};

/// Finds tokens from left to right, the longest of those that begin at one place. Immutable; any thread.
class AddedTokenFinder {
 public:
  struct Match {
    std::size_t begin, end;  ///< bytes of the text, stripped blanks included
    std::int32_t id;
  };

  AddedTokenFinder() = default;
  explicit AddedTokenFinder(std::vector<AddedToken> tokens);

  /// The first token in text[from …] (valid UTF-8); blanks before `from` are not taken.
  std::optional<Match> find(std::string_view text, std::size_t from) const;

 private:
  const AddedToken* longest_at(std::string_view text, std::size_t position) const;
  std::size_t next_candidate(std::string_view text, std::size_t from) const;

  std::vector<AddedToken> tokens_;  // longest first
  std::array<bool, 256> begins_{};
  std::optional<char> only_beginning_;
};

}  // namespace vignette
