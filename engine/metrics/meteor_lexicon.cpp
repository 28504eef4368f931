#include "metrics/meteor_lexicon.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_set>

#include "log/log.h"
#include "metrics/meteor_normalizer.h"

namespace vignette {
namespace {

/// METEOR's English function words: those that are frequent in monolingual news.
bool is_function_word(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords{
      "the",  ",",     ".",    "to",    "of",    "and",   "a",     "in",     "that",  "for",  "\"",   "is",
      "on",   "'s",    "it",   "with",  "was",   "as",    "said",  "at",     "he",    "by",   "be",   "from",
      "have", "has",   "are",  "his",   "but",   "an",    "this",  "not",    "i",     "will", "’",    "they",
      ")",    "-rrb-", "(",    "-lrb-", "who",   "their", "had",   "we",     "which", "were", "been", "more",
      "or",   "s",     "its",  "would", "about", "new",   "one",   "after",  "you",   ":",    "also", "up",
      "when", "there", "than", "$",     "all",   "out",   "her",   "people", "she",   "year", "two",  "-",
      "can",  "if",    "last", "first", "“",     "over",  "other", "”",      "into",  "some", "what", "so",
      "--",   "no",    "time", "years", "could", "?",     "'t",    "—",      "'"};
  return kWords.contains(word);
}

std::uint64_t mask_of(const std::vector<std::int32_t>& synsets) {
  std::uint64_t mask = 0;
  for (const std::int32_t synset : synsets) mask |= std::uint64_t{1} << (synset & 63);
  return mask;
}

}  // namespace

std::vector<std::string> MeteorData::stages() const {
  std::vector<std::string> stages{"exact", "stem"};
  if (wordnet) stages.emplace_back("synonym");
  if (paraphrases) stages.emplace_back("paraphrase");
  return stages;
}

MeteorLexicon::MeteorLexicon(MeteorData data, const MeteorLexicon* base)
    : data_(std::move(data)),
      base_(base),
      first_own_(base ? base->first_own_ + static_cast<std::uint32_t>(base->words_.size()) : 0) {}

std::uint32_t MeteorLexicon::id(const std::string& text) {
  for (const MeteorLexicon* lexicon : {base_, static_cast<const MeteorLexicon*>(this)}) {
    if (!lexicon) continue;
    if (const auto found = lexicon->ids_.find(text); found != lexicon->ids_.end()) return found->second;
  }
  const auto id = first_own_ + static_cast<std::uint32_t>(words_.size());
  words_.push_back(look_up(text));
  ids_.emplace(text, id);
  return id;
}

MeteorLexicon::Word MeteorLexicon::look_up(const std::string& text) {
  Word word;
  word.key = java_hash(text);
  word.stem = java_hash(stemmer_.stem(text));
  word.function = is_function_word(text);
  if (data_.wordnet) word.synsets = data_.wordnet->synsets(text);
  word.synset_mask = mask_of(word.synsets);
  if (data_.paraphrases) word.phrase_word = data_.paraphrases->word(text);
  return word;
}

void MeteorLexicon::add_spans(MeteorCaption& caption) const {
  const ParaphraseTable& table = *data_.paraphrases;
  for (std::size_t start = 0; start < caption.words.size(); ++start) {
    ParaphraseTable::Node node = ParaphraseTable::kRoot;
    for (std::size_t end = start; end < caption.words.size(); ++end) {
      node = table.child(node, word(caption.words[end]).phrase_word);
      if (node == ParaphraseTable::kNone) break;
      caption.by_node.push_back({node, static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(end - start + 1)});
      if (!table.paraphrases(node).empty()) caption.spans.push_back(caption.by_node.back());
      caption.nodes.set(node % caption.nodes.size());
    }
  }
  std::stable_sort(caption.by_node.begin(), caption.by_node.end(),
                   [](const auto& a, const auto& b) { return a.node < b.node; });
}

MeteorCaption MeteorLexicon::caption(std::string_view tokenised) {
  const auto texts = meteor_words(tokenised);
  if (texts.size() > kMostWords) {
    throw std::invalid_argument(
        concat("a caption of ", texts.size(), " words; METEOR takes at most ", kMostWords, " here"));
  }
  MeteorCaption caption;
  caption.words.reserve(texts.size());
  for (const std::string& text : texts) caption.words.push_back(id(text));
  if (data_.paraphrases) add_spans(caption);
  return caption;
}

}  // namespace vignette
