#include "metrics/meteor_aligner.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>

namespace vignette {
namespace {

constexpr std::size_t kBeam = 40;
constexpr std::uint8_t kExact = 0, kStem = 1, kSynonym = 2, kParaphrase = 3;

bool share_synset(const MeteorLexicon::Word& a, const MeteorLexicon::Word& b) {
  if ((a.synset_mask & b.synset_mask) == 0) return false;
  auto other = b.synsets.begin();
  for (const std::int32_t synset : a.synsets) {
    while (other != b.synsets.end() && *other < synset) ++other;
    if (other == b.synsets.end()) return false;
    if (*other == synset) return true;
  }
  return false;
}

/// What a match counts for in the search: exact words in full, others half, cut to whole words as the original does.
int weight(std::uint8_t stage, int words) {
  return stage == kExact ? words : words / 2;
}

/// Calls `found` with each place in `caption` of a paraphrase of `phrase`, in the order of the table.
template <class Found>
void find_paraphrases(const ParaphraseTable& table, ParaphraseTable::Node phrase, const MeteorCaption& caption,
                      Found found) {
  for (const ParaphraseTable::Node node : table.paraphrases(phrase)) {
    if (!caption.nodes.test(node % caption.nodes.size())) continue;
    auto span = std::lower_bound(caption.by_node.begin(), caption.by_node.end(), node,
                                 [](const MeteorCaption::Span& a, ParaphraseTable::Node b) { return a.node < b; });
    for (; span != caption.by_node.end() && span->node == node; ++span) found(*span);
  }
}

}  // namespace

void MeteorAligner::add(const Match& match) {
  matches_[match.start].push_back(match);
  for (int i = 0; i < match.length; ++i) ++reference_cover_[static_cast<std::size_t>(match.start + i)];
  for (int i = 0; i < match.candidate_length; ++i) {
    ++candidate_cover_[static_cast<std::size_t>(match.candidate_start + i)];
  }
}

void MeteorAligner::look_up(const MeteorLexicon& lexicon, const MeteorCaption& candidate,
                            const MeteorCaption& reference) {
  candidate_.clear();
  reference_.clear();
  for (const auto id : candidate.words) candidate_.push_back(&lexicon.word(id));
  for (const auto id : reference.words) reference_.push_back(&lexicon.word(id));
  if (matches_.size() < reference_.size()) matches_.resize(reference_.size());
  for (std::size_t i = 0; i < reference_.size(); ++i) matches_[i].clear();
  candidate_cover_.assign(candidate_.size(), 0);
  reference_cover_.assign(reference_.size(), 0);
  fixed_.assign(reference_.size(), nullptr);
  chosen_.clear();
}

// A word's matches are listed stage by stage; the order decides between alignments that are as good. Stems and synonyms
// only match words that differ.
void MeteorAligner::match_words(bool only_exact) {
  for (std::size_t j = 0; j < reference_.size(); ++j) {
    const auto& reference = *reference_[j];
    const auto match_where = [&](std::uint8_t stage, auto&& holds) {
      for (std::size_t i = 0; i < candidate_.size(); ++i) {
        if (!holds(*candidate_[i])) continue;
        add({static_cast<std::uint16_t>(j), 1, static_cast<std::uint16_t>(i), 1, stage});
      }
    };
    using Word = MeteorLexicon::Word;
    match_where(kExact, [&](const Word& word) { return word.key == reference.key; });
    if (only_exact) continue;
    match_where(kStem, [&](const Word& word) { return word.stem == reference.stem && word.key != reference.key; });
    match_where(kSynonym, [&](const Word& word) { return word.key != reference.key && share_synset(word, reference); });
  }
}

void MeteorAligner::match_phrases(const ParaphraseTable& table, const MeteorCaption& candidate,
                                  const MeteorCaption& reference) {
  for (const auto& phrase : reference.spans) {
    find_paraphrases(table, phrase.node, candidate, [&](const MeteorCaption::Span& found) {
      add({phrase.start, phrase.length, found.start, found.length, kParaphrase});
    });
  }
  for (const auto& phrase : candidate.spans) {
    find_paraphrases(table, phrase.node, reference, [&](const MeteorCaption::Span& found) {
      add({found.start, found.length, phrase.start, phrase.length, kParaphrase});
    });
  }
}

/// Matches that no other one overlaps.
MeteorAligner::Path MeteorAligner::fix_certain_matches() {
  Path path;
  const auto alone = [](const std::vector<int>& cover, int start, int length) {
    const auto first = cover.begin() + start;
    return std::all_of(first, first + length, [](int count) { return count == 1; });
  };
  for (std::size_t i = 0; i < reference_.size(); ++i) {
    if (matches_[i].size() != 1) continue;
    const Match& match = matches_[i].front();
    if (!alone(reference_cover_, match.start, match.length)) continue;
    if (!alone(candidate_cover_, match.candidate_start, match.candidate_length)) continue;
    fixed_[i] = &match;
    for (int j = 0; j < match.length; ++j) path.reference.set(static_cast<std::size_t>(match.start + j));
    for (int j = 0; j < match.candidate_length; ++j)
      path.candidate.set(static_cast<std::size_t>(match.candidate_start + j));
  }
  return path;
}

/// The best first; of two that are as good, the one that came first.
void MeteorAligner::sort_beam() {
  order_.resize(paths_.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
    const auto rank = [this](std::uint32_t index) {
      const Path& path = paths_[index];
      return std::make_tuple(-path.matched, path.chunks, path.distance, index);
    };
    return rank(a) < rank(b);
  });
}

void MeteorAligner::extend(Path& path, const Match& match) {
  path.matched += weight(match.stage, match.candidate_length) + weight(match.stage, match.length);
  if (path.last_end != -1 && match.candidate_start != path.last_end) ++path.chunks;
  path.next = match.start + match.length;
  path.last_end = match.candidate_start + match.candidate_length;
}

int MeteorAligner::distance(const Match& match) {
  return std::abs(int{match.start} - int{match.candidate_start});
}

void MeteorAligner::advance(Path& path, std::size_t current) {
  if (path.reference.test(current)) {
    if (static_cast<int>(current) >= path.next) {
      const Match* match = fixed_[static_cast<std::size_t>(path.next)];
      if (match == nullptr) return;
      extend(path, *match);
      path.distance += distance(*match);
    }
    next_paths_.push_back(path);
    return;
  }
  for (const Match& match : matches_[current]) {
    Path extended = path;
    bool used = false;
    for (std::size_t i = 0; i < match.length; ++i) {
      used |= extended.reference.test(match.start + i);
      extended.reference.set(match.start + i);
    }
    for (std::size_t i = 0; i < match.candidate_length; ++i) {
      used |= extended.candidate.test(match.candidate_start + i);
      extended.candidate.set(match.candidate_start + i);
    }
    if (used) continue;
    extend(extended, match);
    chosen_.push_back({match, path.chosen});
    extended.chosen = static_cast<std::int32_t>(chosen_.size() - 1);
    path.distance += distance(match);  // the original adds it to the path branched from, not to the branch
    next_paths_.push_back(extended);
  }
  if (path.last_end != -1) ++path.chunks;
  path.last_end = -1;
  ++path.next;
  next_paths_.push_back(path);
}

MeteorAligner::Path MeteorAligner::search(Path start) {
  next_paths_.assign(1, start);
  for (std::size_t current = 0; current < reference_.size(); ++current) {
    paths_.swap(next_paths_);
    next_paths_.clear();
    sort_beam();
    for (std::size_t rank = 0; rank < std::min(kBeam, order_.size()); ++rank) advance(paths_[order_[rank]], current);
    if (next_paths_.empty()) next_paths_.push_back(paths_[order_.front()]);
  }
  paths_.swap(next_paths_);
  sort_beam();
  order_.resize(std::min(kBeam, order_.size()));
  next_paths_.clear();
  for (const auto index : order_) {
    next_paths_.push_back(paths_[index]);
    if (next_paths_.back().last_end != -1) ++next_paths_.back().chunks;  // closes the last chunk
  }
  paths_.swap(next_paths_);
  sort_beam();
  return paths_[order_.front()];
}

MeteorStatistics MeteorAligner::count(const Path& best) const {
  std::vector<const Match*> matches = fixed_;
  for (auto link = best.chosen; link >= 0; link = chosen_[static_cast<std::size_t>(link)].before) {
    const Match& match = chosen_[static_cast<std::size_t>(link)].match;
    matches[match.start] = &match;
  }
  MeteorStatistics statistics;
  const auto count_side = [](MeteorStatistics::Side& side, const std::vector<const MeteorLexicon::Word*>& words) {
    side.length = static_cast<std::int64_t>(words.size());
    side.function_words = std::count_if(words.begin(), words.end(), [](const auto* word) { return word->function; });
  };
  count_side(statistics.candidate, candidate_);
  count_side(statistics.reference, reference_);
  const auto count_match = [](MeteorStatistics::Side& side, const std::vector<const MeteorLexicon::Word*>& words,
                              std::size_t start, std::size_t length, std::size_t stage) {
    for (std::size_t i = start; i < start + length; ++i) ++(words[i]->function ? side.function : side.content)[stage];
  };
  int last_end = -1;
  for (std::size_t i = 0; i < matches.size();) {
    if (matches[i] == nullptr) {
      last_end = -1;
      ++i;
      continue;
    }
    const Match& match = *matches[i];
    count_match(statistics.candidate, candidate_, match.candidate_start, match.candidate_length, match.stage);
    count_match(statistics.reference, reference_, match.start, match.length, match.stage);
    if (match.candidate_start != last_end) ++statistics.chunks;
    last_end = match.candidate_start + match.candidate_length;
    i += match.length;
  }
  return statistics;
}

MeteorStatistics MeteorAligner::align(const MeteorLexicon& lexicon, const MeteorCaption& candidate,
                                      const MeteorCaption& reference) {
  look_up(lexicon, candidate, reference);
  const bool same = std::equal(candidate_.begin(), candidate_.end(), reference_.begin(), reference_.end(),
                               [](const auto* a, const auto* b) { return a->key == b->key; });
  match_words(same);
  if (!same && lexicon.data().paraphrases) match_phrases(*lexicon.data().paraphrases, candidate, reference);
  return count(search(fix_certain_matches()));
}

}  // namespace vignette
