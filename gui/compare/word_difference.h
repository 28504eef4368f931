#pragma once
// How two captions differ, word by word. Plain values: any thread.

#include <QString>
#include <vector>

namespace vignette {

struct MarkedWord {
  QString word;
  bool differs = false;
  bool operator==(const MarkedWord&) const = default;
};

struct WordDifference {
  std::vector<MarkedWord> first,
      second;        ///< every word of each caption; `differs` marks those outside the common subsequence
  int distance = 0;  ///< Levenshtein distance in words
  /// distance / words of the longer caption, 0 (same) to 1 (nothing in common); 0 for two empty captions.
  double relative = 0;
};

/// A word of two captions read as one.
struct ChangedWord {
  enum class Change { kept, removed, added } change = Change::kept;
  QString word;
  bool operator==(const ChangedWord&) const = default;
};

/// The words of the second caption in their order, each stretch of new ones after what it took the place of.
std::vector<ChangedWord> mergedWords(const WordDifference& difference);

/// Words are parted by white space and compared without regard to case and closing punctuation.
WordDifference compareWords(const QString& first, const QString& second);

}  // namespace vignette
