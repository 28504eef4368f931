#pragma once
// Finds what people mean by a few letters. Any thread.

#include <QList>
#include <QString>
#include <optional>

namespace vignette {

struct FuzzyMatch {
  int score = 0;         ///< higher is better; comparable between texts of one pattern
  QList<int> positions;  ///< of the pattern's letters in the text, ascending
};

/// The letters of `pattern` (blanks left out, case ignored) stand in `text` in this order. Letters at the beginnings of
/// words and letters side by side count more; nullopt when a letter is lacking. An empty pattern matches with 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text);

}  // namespace vignette
