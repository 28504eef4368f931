#pragma once
// The captions that a view shows, prepared so that filtering and sorting a hundred thousand of them takes a blink.
// Plain values: any thread.

#include <QHash>
#include <QString>
#include <QStringList>
#include <QtGlobal>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "captions/score_kinds.h"
#include "compare/word_difference.h"

namespace vignette {

/// Names one cell of the grid while captions change over steps.
struct CaptionKey {
  qint64 imageId = 0;
  qint64 sampleIndex = 0;
  bool operator==(const CaptionKey&) const = default;
};
inline size_t qHash(const CaptionKey& key, size_t seed = 0) {
  return qHashMulti(seed, key.imageId, key.sampleIndex);
}

struct CaptionItem {
  CaptionKey key;
  qint64 step = 0;
  QString imagePath;
  QString caption;
  ScoreValues scores{};
  ScoreValues earlier{};             ///< of the same picture's caption at the first stored step; NaN: not known
  std::vector<ChangedWord> changes;  ///< since the stored step before; empty when nothing changed or none is known
  double change = 0;                 ///< words changed / words of the longer caption, 0 to 1
  std::vector<int> invented;         ///< words said that no reference has, as CaptionSet::words
  std::vector<int> missed;           ///< words that at least half of the references have, and the caption has not

  // what prepare() adds
  QString folded;                                                  ///< the caption, to be searched in any case
  int imageRank = 0, captionRank = 0;                              ///< place among all by picture, by caption
  double disagreement = std::numeric_limits<double>::quiet_NaN();  ///< |rank by critic - rank by CIDEr|, 0 to 1

  double improvement(int score) const { return scores.of(score) - earlier.of(score); }
};

inline constexpr int kHistogramBins = 24;

/// All values of one score.
struct ScoreColumn {
  double low = 0, high = 0;              ///< smallest and largest; bins divide what lies between
  double colourLow = 0, colourHigh = 0;  ///< 2nd and 98th percentile: the ends of the colour ramp
  std::vector<std::uint8_t> bins;        ///< of each item; kHistogramBins: it has no such score
  std::vector<int> counts;               ///< kHistogramBins of them; all 0: no caption has the score
  bool known() const { return !counts.empty(); }
  double edge(int bin) const { return bin >= kHistogramBins ? high : low + (high - low) * bin / kHistogramBins; }
};

struct CaptionSet {
  std::vector<CaptionItem> items;
  QStringList words;  ///< that items name by number
  std::vector<ScoreColumn> columns;
  QHash<CaptionKey, int> places;

  /// Fills everything that follows from the items; call it once they are complete.
  void prepare();
  /// Fills an item's invented and missed words.
  void compareWithReferences(CaptionItem& item, const std::vector<std::string>& references);

 private:
  int wordNumber(const QString& word);
  QHash<QString, int> numbers_;
};

/// Words in lower case without punctuation around them, as they come.
QStringList plainWords(const QString& text);

}  // namespace vignette
