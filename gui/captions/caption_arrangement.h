#pragma once
// Which captions the grid shows and in which order. Plain values: any thread.

#include <QString>
#include <QtGlobal>
#include <optional>
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

struct CaptionItem {
  CaptionKey key;
  qint64 step = 0;
  QString imagePath;
  QString caption;
  ScoreValues scores{};
  std::vector<ChangedWord> changes;  ///< since the stored step before; empty when nothing changed or none is known
  double change = 0;                 ///< words changed / words of the longer caption, 0 to 1
};

enum class CaptionSort { score, image, caption, change };

struct CaptionFilter {
  QString text;                            ///< part of the caption, any case; "" = any
  int score = 0;                           ///< the score shown, ranged and sorted by
  std::optional<double> minimum, maximum;  ///< of the score as stored; captions without it are left out when set
  CaptionSort sort = CaptionSort::image;
  bool descending = false;
  bool operator==(const CaptionFilter&) const = default;

  bool restricts() const { return !text.isEmpty() || minimum || maximum; }
};

struct CaptionArrangement {
  std::vector<int> rows;     ///< indices of the captions to show, in order
  double low = 0, high = 0;  ///< the score's 2nd and 98th percentile over all captions: the ends of the colour ramp
};

/// Captions without the score come last in both directions; ties keep the order of image ids.
CaptionArrangement arrangeCaptions(const std::vector<CaptionItem>& items, const CaptionFilter& filter);

}  // namespace vignette
