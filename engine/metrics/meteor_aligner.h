#pragma once
// METEOR 1.5's alignment of a candidate with a reference (Denkowski & Lavie 2014): all matches of the four stages, of
// which a beam search chooses those that cover most words in fewest chunks.

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "metrics/meteor_lexicon.h"
#include "metrics/meteor_statistics.h"

namespace vignette {

/// Has room that it uses again for the next pair; one thread at a time.
class MeteorAligner {
 public:
  /// Both captions are from `lexicon` or from one it extends.
  MeteorStatistics align(const MeteorLexicon& lexicon, const MeteorCaption& candidate, const MeteorCaption& reference);

 private:
  struct Match {
    std::uint16_t start, length;  // in the reference
    std::uint16_t candidate_start, candidate_length;
    std::uint8_t stage;
  };
  using UsedWords = std::bitset<MeteorLexicon::kMostWords>;

  /// A partial alignment in the beam.
  struct Path {
    UsedWords candidate, reference;
    int matched = 0, chunks = 0, distance = 0;  // what is compared
    int next = 0, last_end = -1;                // position in the reference, end of the last match in the candidate
    std::int32_t chosen = -1;                   // last link of chosen_
  };
  struct Link {
    Match match;
    std::int32_t before;
  };

  void look_up(const MeteorLexicon& lexicon, const MeteorCaption& candidate, const MeteorCaption& reference);
  void match_words(bool only_exact);
  void match_phrases(const ParaphraseTable& table, const MeteorCaption& candidate, const MeteorCaption& reference);
  void add(const Match& match);
  Path fix_certain_matches();
  Path search(Path start);
  void advance(Path& path, std::size_t current);
  static void extend(Path& path, const Match& match);
  static int distance(const Match& match);
  void sort_beam();
  MeteorStatistics count(const Path& best) const;

  std::vector<const MeteorLexicon::Word*> candidate_, reference_;
  std::vector<std::vector<Match>> matches_;  // by start in the reference
  std::vector<int> candidate_cover_, reference_cover_;
  std::vector<const Match*> fixed_;
  std::vector<Link> chosen_;
  std::vector<Path> paths_, next_paths_;
  std::vector<std::uint32_t> order_;
};

}  // namespace vignette
