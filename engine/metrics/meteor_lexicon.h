#pragma once
// Captions as METEOR's four matchers see them: each word looked up once, whatever the number of captions it stands in.

#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "metrics/english_stemmer.h"
#include "metrics/paraphrase_table.h"
#include "metrics/wordnet.h"

namespace vignette {

/// The dictionaries of METEOR's stages. Exact and stem need none.
struct MeteorData {
  std::shared_ptr<const WordNet> wordnet;              ///< null: no synonyms
  std::shared_ptr<const ParaphraseTable> paraphrases;  ///< null: no paraphrases

  /// "exact", "stem", and "synonym" and "paraphrase" where their dictionary is there.
  std::vector<std::string> stages() const;
};

/// A caption's words by their ids, and the phrases of the paraphrase table in it.
struct MeteorCaption {
  struct Span {
    ParaphraseTable::Node node;
    std::uint16_t start, length;
  };
  std::vector<std::uint32_t> words;
  std::vector<Span> spans;    ///< those that have paraphrases, by start, then by length
  std::vector<Span> by_node;  ///< all, by node, then by start
  std::bitset<512> nodes;     ///< a bit for each node of by_node, modulo 512
};

class MeteorLexicon {
 public:
  /// Captions longer than this are refused: the matches of two captions grow with the product of their lengths.
  static constexpr std::size_t kMostWords = 1024;

  struct Word {
    std::int32_t key = 0, stem = 0;  ///< String.hashCode() of Java of the word and its stem: METEOR compares these
    std::int32_t phrase_word = ParaphraseTable::kUnknownWord;
    bool function = false;              ///< on METEOR's list of English function words
    std::uint64_t synset_mask = 0;      ///< a bit for each synset, modulo 64
    std::vector<std::int32_t> synsets;  ///< sorted
  };

  /// A lexicon may extend `base`, whose words keep their ids; that one must outlive it and stay unchanged.
  explicit MeteorLexicon(MeteorData data, const MeteorLexicon* base = nullptr);

  /// Of a lower-case tokenised caption. Throws std::invalid_argument for more than kMostWords words.
  MeteorCaption caption(std::string_view tokenised);
  const Word& word(std::uint32_t id) const { return id < first_own_ ? base_->word(id) : words_[id - first_own_]; }
  const MeteorData& data() const { return data_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::uint32_t id(const std::string& text);
  Word look_up(const std::string& text);
  void add_spans(MeteorCaption& caption) const;

  MeteorData data_;
  const MeteorLexicon* base_;
  std::uint32_t first_own_;
  EnglishStemmer stemmer_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
  std::vector<Word> words_;
};

}  // namespace vignette
