#pragma once
// METEOR 1.5 for English as pycocoevalcap runs the Java program (-l en -norm): the reference with the highest score
// counts, and a corpus' score is that of the summed statistics.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/meteor_aligner.h"

namespace vignette {

/// The references of images, normalised and looked up once. Immutable; any thread.
class MeteorReferences {
 public:
  /// Each image's references: lower-case tokens joined by blanks, at least one. Throws std::invalid_argument naming an
  /// image, counted from 0, whose reference is too long (MeteorLexicon::kMostWords).
  MeteorReferences(MeteorData data, std::span<const std::vector<std::string>> images);

  const MeteorLexicon& lexicon() const { return lexicon_; }
  const std::vector<MeteorCaption>& of(std::size_t image) const { return images_.at(image); }

 private:
  MeteorLexicon lexicon_;
  std::vector<std::vector<MeteorCaption>> images_;
};

/// Scores candidates; `references` must outlive it. One thread at a time; several scorers may share the references.
class MeteorScorer {
 public:
  explicit MeteorScorer(const MeteorReferences& references);

  /// Statistics against the reference that gives the highest score, the first of equals. Throws std::invalid_argument
  /// when the candidate is too long.
  MeteorStatistics score(std::size_t image, std::string_view candidate);

 private:
  const MeteorReferences& references_;
  MeteorLexicon lexicon_;
  MeteorAligner aligner_;
};

}  // namespace vignette
