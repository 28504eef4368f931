#pragma once
// Which captions the grid shows and in which order. Plain values: any thread.

#include <QStringList>
#include <utility>
#include <vector>

#include "captions/caption_filter.h"
#include "captions/caption_set.h"

namespace vignette {

struct CaptionArrangement {
  std::vector<int> rows;                     ///< indices of the captions to show, in order
  std::vector<int> rowOf;                    ///< of each caption; -1: it is not shown
  double low = 0, high = 0;                  ///< the shown score's ends of the colour ramp
  std::vector<std::vector<int>> histograms;  ///< of the captions shown, by score; empty: no caption has it
  using WordCounts = std::vector<std::pair<QString, int>>;
  WordCounts invented, missed;   ///< of the captions shown, the most frequent first
  int splits[4] = {0, 0, 0, 0};  ///< of the captions that all but the split let through
};

/// `set` is prepared. Captions without what is sorted by come last in both directions; ties keep the order of image
/// ids. A pattern that is none lets nothing through.
CaptionArrangement arrangeCaptions(const CaptionSet& set, const CaptionFilter& filter, const PictureFacts& facts = {});

}  // namespace vignette
