#pragma once
// Words and n-grams of tokenised captions as integers, so that the metrics compare and count no strings.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vignette {

inline constexpr std::size_t kNgramOrders = 4;

struct NgramCount {
  std::int32_t id = 0;
  std::int32_t count = 0;
};

/// How often a caption holds each of its n-grams; orders[n - 1] is sorted by id.
struct NgramProfile {
  std::array<std::vector<NgramCount>, kNgramOrders> orders;
  std::int32_t words = 0;  ///< split at any blank, as Python's str.split()
};

/// Words of `tokenised` split at single blanks only (an empty text is one empty word), as str.split(" ").
std::vector<std::string_view> split_at_blanks(std::string_view tokenised);
/// The same without empty parts.
std::vector<std::string_view> words_between_blanks(std::string_view line);

/// Words of `tokenised` split at runs of what Python takes for white space, the no-break space among it.
std::vector<std::string_view> split_at_white_space(std::string_view tokenised);

/// Gives words and n-grams ids from 0 up, each order in a space of its own. A table may extend another, whose ids it
/// shares; that one must outlive it and stay unchanged. Reading a finished table is safe from any thread.
class NgramTable {
 public:
  explicit NgramTable(const NgramTable* base = nullptr);

  std::int32_t word(std::string_view text);
  NgramProfile profile(std::string_view tokenised);
  /// The same; `blank_words` becomes word_ids(tokenised), mostly without looking words up twice.
  NgramProfile profile(std::string_view tokenised, std::vector<std::int32_t>& blank_words);
  /// Word ids of split_at_blanks, for the longest common subsequence.
  std::vector<std::int32_t> word_ids(std::string_view tokenised);

  /// Order (1 … 4) and id of an n-gram given as words with single blanks between; order 0 for more or no words.
  std::pair<std::size_t, std::int32_t> ngram(std::string_view text);

  /// Number of ids of n-grams of order `n` (1 … 4).
  std::size_t size(std::size_t n) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  /// Ids by pairs of numbers: a hash table with open addressing, which beats std::unordered_map by far here.
  class PairIds {
   public:
    /// -1 when the pair is not there.
    std::int32_t find(std::uint64_t key) const { return slots_.empty() ? -1 : slots_[slot_of(key)].id; }
    /// The pair's id, `id` when it was not there.
    std::int32_t find_or_add(std::uint64_t key, std::int32_t id);
    std::size_t size() const { return size_; }

   private:
    struct Slot {
      std::uint64_t key = 0;
      std::int32_t id = -1;  // -1: free
    };
    std::size_t slot_of(std::uint64_t key) const;
    void grow();

    std::vector<Slot> slots_;  // a power of two, at most half full
    std::size_t size_ = 0;
  };

  NgramProfile profile_of(const std::vector<std::int32_t>& words);
  std::int32_t longer(std::size_t n, std::int32_t prefix, std::int32_t word);

  const NgramTable* base_;
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> words_;
  std::array<PairIds, kNgramOrders> ngrams_;  // [n - 1]: (id of the first n - 1 words, last word); [0] unused
};

}  // namespace vignette
