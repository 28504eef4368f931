#pragma once
// Words that a caption must hold, and how far it has got with them.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "text/tokenizer.h"

namespace vignette {

/// How much of the required words a text holds.
struct RequiredState {
  std::uint32_t said = 0;    ///< a bit for each word
  std::int32_t form = -1;    ///< the form of several tokens that the text is in the middle of
  std::int32_t matched = 0;  ///< tokens of it so far
  auto operator<=>(const RequiredState&) const = default;
  std::int64_t count() const;
};

/// At most 8 words: each may double the beams.
class RequiredWords {
 public:
  /// Each of `forms` counts: "dog", "dogs", "hot dog". Throws std::invalid_argument for an empty form or too many
  /// words.
  void add(const Tokenizer& tokenizer, const std::vector<std::string>& forms);
  /// The same by token ids.
  void add(const std::vector<std::vector<std::int64_t>>& forms);

  std::int64_t size() const { return words_; }
  /// Tokens that forms consist of, each once.
  const std::vector<std::int64_t>& tokens() const { return tokens_; }
  /// What a text becomes by one more token: several states where forms begin alike. A form whose next token does not
  /// come starts again from nothing.
  std::vector<RequiredState> after(const RequiredState& state, std::int64_t token) const;

 private:
  struct Form {
    std::int32_t word;
    std::vector<std::int64_t> ids;
    std::uint32_t holds = 0;  ///< a bit for each word with a form inside of this one: "red" in "red flower"
  };
  std::int32_t words_ = 0;
  std::vector<Form> forms_;
  std::vector<std::int64_t> tokens_;
};

}  // namespace vignette
