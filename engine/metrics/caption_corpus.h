#pragma once
// Is a caption new, or one of the training corpus?

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace vignette {

/// Captions that others are looked up in, tokenised here. Immutable; any thread.
class CaptionCorpus {
 public:
  explicit CaptionCorpus(std::span<const std::string> captions);

  /// Whether a caption of the corpus has the same tokens.
  bool contains(std::string_view caption) const;

  struct Nearest {
    std::size_t index = 0;  ///< in the corpus given
    double similarity = 0;  ///< 2·LCS / (words of both), 1: the same words in the same order
  };
  /// A caption of the corpus with the longest common subsequence for its length; none shares a word: empty.
  std::optional<Nearest> nearest(std::string_view caption) const;
  /// The `count` best ones of different texts, best first; fewer where fewer share a word.
  std::vector<Nearest> nearest(std::string_view caption, std::size_t count) const;

 private:
  using Words = std::vector<std::int32_t>;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  /// Ids of known words; new ones become -1.
  Words known_words(std::string_view tokenised) const;

  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> ids_;
  std::unordered_set<std::string> texts_;
  std::vector<Words> captions_;
  std::vector<std::vector<std::uint32_t>> with_word_;  // captions that hold a word, once each
};

}  // namespace vignette
