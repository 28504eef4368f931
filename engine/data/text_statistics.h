#pragma once
// How much text there is, of what length and of which words, and how far two texts are the same.

#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace vignette {

struct TextStatistics {
  std::int64_t captions = 0, distinct = 0;
  double mean_length = 0;       ///< words
  std::int64_t vocabulary = 0;  ///< distinct words
  std::int64_t longest = 0;     ///< words
};

/// Captions and words as sets of hashes: a word is a run of letters, digits, apostrophes and bytes above 127, in lower
/// case; two captions are the same when their words are.
class TextSet {
 public:
  void add(const std::string& caption);
  void add(std::span<const std::string> captions);
  TextStatistics statistics() const;

  /// Part of `captions` that this set holds, 0 to 1; 0 for none at all.
  double share_of(std::span<const std::string> captions) const;
  /// Part of the other's distinct words that this set knows, 0 to 1.
  double words_known(const TextSet& other) const;

 private:
  std::unordered_set<std::uint64_t> captions_, words_;
  std::int64_t count_ = 0, length_ = 0, longest_ = 0;
};

}  // namespace vignette
