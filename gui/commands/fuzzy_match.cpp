#include "commands/fuzzy_match.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace vignette {
namespace {

constexpr int kNone = std::numeric_limits<int>::min() / 2;
constexpr int kLetter = 1, kWordStart = 8, kBeside = 6, kFirst = 4;

bool startsWord(const QString& text, int at) {
  if (at == 0) return true;
  const auto before = text[at - 1], here = text[at];
  return (!before.isLetterOrNumber() && here.isLetterOrNumber()) || (before.isLower() && here.isUpper());
}

int worth(const QString& text, int at) {
  return kLetter + (startsWord(text, at) ? kWordStart : 0) + (at == 0 ? kFirst : 0);
}

}  // namespace

/// best[i][j]: the best score of the first i + 1 letters with letter i at j.
std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text) {
  QString letters;
  for (const auto letter : pattern)
    if (!letter.isSpace()) letters += letter.toCaseFolded();
  if (letters.isEmpty()) return FuzzyMatch{};
  const int rows = int(letters.size()), columns = int(text.size());
  if (rows > columns) return std::nullopt;
  std::vector<int> best(std::size_t(rows) * std::size_t(columns), kNone), from(best.size(), -1);
  const auto at = [columns](int row, int column) {
    return std::size_t(row) * std::size_t(columns) + std::size_t(column);
  };
  for (int row = 0; row < rows; ++row) {
    int before = kNone, where = -1;  // the best of the row above, left of this column
    for (int column = row; column < columns; ++column) {
      if (row > 0 && column > 0 && best[at(row - 1, column - 1)] > before)
        before = best[at(row - 1, column - 1)], where = column - 1;
      if (text[column].toCaseFolded() != letters[row]) continue;
      const int own = worth(text, column);
      if (row == 0) {
        best[at(row, column)] = own;
        continue;
      }
      if (before > kNone) best[at(row, column)] = before + own, from[at(row, column)] = where;
      const int beside = best[at(row - 1, column - 1)];
      if (beside > kNone && beside + own + kBeside > best[at(row, column)])
        best[at(row, column)] = beside + own + kBeside, from[at(row, column)] = column - 1;
    }
  }
  const auto last = best.begin() + std::ptrdiff_t(at(rows - 1, 0));
  const auto end = std::max_element(last, best.end());
  if (*end <= kNone) return std::nullopt;
  FuzzyMatch match;
  constexpr int kWhole = 1000;
  match.score = *end * 4 - columns / 8 + (rows == columns ? kWhole : 0);  // of equals the shorter text
  for (int row = rows - 1, column = int(end - last); row >= 0; --row) {
    match.positions.prepend(column);
    column = from[at(row, column)];
  }
  return match;
}

}  // namespace vignette
