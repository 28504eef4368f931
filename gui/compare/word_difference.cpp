#include "compare/word_difference.h"

#include <QStringList>
#include <algorithm>

namespace vignette {

namespace {

QStringList wordsOf(const QString& caption) {
  return caption.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QStringList comparable(QStringList words) {
  static const QString closing = QStringLiteral(".,;:!?\"'");
  for (auto& word : words) {
    word = word.toCaseFolded();
    while (word.size() > 1 && closing.contains(word.back())) word.chop(1);
  }
  return words;
}

using Table = std::vector<std::vector<int>>;

Table tableOf(qsizetype rows, qsizetype columns) {
  return Table(static_cast<std::size_t>(rows) + 1, std::vector<int>(static_cast<std::size_t>(columns) + 1, 0));
}

int levenshtein(const QStringList& a, const QStringList& b) {
  std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = static_cast<int>(j);
  for (qsizetype i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i) + 1;
    for (qsizetype j = 0; j < b.size(); ++j) {
      auto& cell = row[static_cast<std::size_t>(j) + 1];
      const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = cell;
      cell = std::min({replaced, cell + 1, row[static_cast<std::size_t>(j)] + 1});
    }
  }
  return row.back();
}

/// Lengths of the longest common subsequences of the tails of both captions.
Table commonTails(const QStringList& a, const QStringList& b) {
  auto table = tableOf(a.size(), b.size());
  for (auto i = a.size() - 1; i >= 0; --i)
    for (auto j = b.size() - 1; j >= 0; --j) {
      const auto x = static_cast<std::size_t>(i), y = static_cast<std::size_t>(j);
      table[x][y] = a[i] == b[j] ? table[x + 1][y + 1] + 1 : std::max(table[x + 1][y], table[x][y + 1]);
    }
  return table;
}

void mark(const QStringList& a, const QStringList& b, WordDifference& result) {
  const auto tails = commonTails(a, b);
  std::size_t i = 0, j = 0;
  while (i < result.first.size() && j < result.second.size()) {
    if (a[static_cast<qsizetype>(i)] == b[static_cast<qsizetype>(j)]) {
      result.first[i++].differs = false;
      result.second[j++].differs = false;
    } else if (tails[i + 1][j] >= tails[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
}

std::vector<MarkedWord> allMarked(const QStringList& words) {
  std::vector<MarkedWord> marked;
  for (const auto& word : words) marked.push_back({word, true});
  return marked;
}

}  // namespace

std::vector<ChangedWord> mergedWords(const WordDifference& difference) {
  using Change = ChangedWord::Change;
  std::vector<ChangedWord> merged;
  auto old = difference.first.begin();
  for (auto now = difference.second.begin();; ++now) {
    for (; old != difference.first.end() && old->differs; ++old) merged.push_back({Change::removed, old->word});
    for (; now != difference.second.end() && now->differs; ++now) merged.push_back({Change::added, now->word});
    if (now == difference.second.end()) return merged;
    merged.push_back({Change::kept, now->word});
    ++old;
  }
}

WordDifference compareWords(const QString& first, const QString& second) {
  const auto firstWords = wordsOf(first), secondWords = wordsOf(second);
  const auto a = comparable(firstWords), b = comparable(secondWords);
  WordDifference result;
  result.first = allMarked(firstWords);
  result.second = allMarked(secondWords);
  mark(a, b, result);
  result.distance = levenshtein(a, b);
  const auto longer = std::max(a.size(), b.size());
  result.relative = longer == 0 ? 0 : static_cast<double>(result.distance) / static_cast<double>(longer);
  return result;
}

}  // namespace vignette
