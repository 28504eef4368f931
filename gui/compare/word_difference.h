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

/// Words are parted by white space and compared without regard to case and closing punctuation.
WordDifference compareWords(const QString& first, const QString& second);

}  // namespace vignette
