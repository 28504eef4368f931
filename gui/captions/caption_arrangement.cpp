#include "captions/caption_arrangement.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <functional>

namespace vignette {

namespace {

constexpr int kWordsTold = 200;

/// The filter's conditions made ready, cheapest first.
class Conditions {
 public:
  Conditions(const CaptionSet& set, const CaptionFilter& filter, const PictureFacts& facts)
      : filter_(filter), facts_(facts), text_(filter.text.toCaseFolded()) {
    if (filter.regularExpression && !filter.text.isEmpty()) {
      pattern_.setPattern(filter.text);
      pattern_.setPatternOptions(QRegularExpression::CaseInsensitiveOption);
      pattern_.optimize();
    }
    for (const auto& word : filter.invented) invented_.push_back(static_cast<int>(set.words.indexOf(word)));
    for (const auto& word : filter.missed) missed_.push_back(static_cast<int>(set.words.indexOf(word)));
  }

  /// All but the part of the dataset.
  bool hold(const CaptionItem& item) const {
    for (const auto& [score, range] : filter_.ranges)
      if (!range.holds(item.scores.of(score))) return false;
    return hasAll(item.invented, invented_) && hasAll(item.missed, missed_) && tagsHold(item) && textHolds(item);
  }

  Split splitOf(const CaptionItem& item) const {
    if (!facts_.splits) return Split::none;
    const auto found = facts_.splits->find(item.key.imageId);
    return found == facts_.splits->end() ? Split::none : found->second;
  }

 private:
  static bool hasAll(const std::vector<int>& words, const std::vector<int>& wanted) {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&words](int word) { return std::find(words.begin(), words.end(), word) != words.end(); });
  }
  bool tagsHold(const CaptionItem& item) const {
    if (filter_.tags.isEmpty()) return true;
    if (!facts_.tags) return false;
    const auto tags = facts_.tags->constFind(item.imagePath);
    if (tags == facts_.tags->constEnd()) return false;
    return std::all_of(filter_.tags.begin(), filter_.tags.end(),
                       [&](const QString& tag) { return tags->contains(tag); });
  }
  bool textHolds(const CaptionItem& item) const {
    if (text_.isEmpty()) return true;
    if (!filter_.regularExpression) return item.folded.contains(text_);
    return pattern_.isValid() && pattern_.match(item.caption).hasMatch();
  }

  const CaptionFilter& filter_;
  const PictureFacts& facts_;
  QString text_;
  QRegularExpression pattern_;
  std::vector<int> invented_, missed_;
};

/// Sorted apart from the items: their size would cost a cache miss a comparison.
struct SortKey {
  double value;
  int rank, index;
};

double sortValue(const CaptionItem& item, const CaptionFilter& filter) {
  switch (filter.sort) {
    case CaptionSort::score:
      return item.scores.of(filter.score);
    case CaptionSort::caption:
      return item.captionRank;
    case CaptionSort::change:
      return item.change;
    case CaptionSort::improvement:
      return item.improvement(filter.score);
    case CaptionSort::disagreement:
      return item.disagreement;
    case CaptionSort::image:
      break;
  }
  return item.imageRank;
}

void sortKeys(std::vector<SortKey>& keys, bool descending) {
  const auto known =
      std::stable_partition(keys.begin(), keys.end(), [](const SortKey& key) { return key.value == key.value; });
  std::sort(keys.begin(), known, [descending](const SortKey& a, const SortKey& b) {
    if (a.value != b.value) return descending ? a.value > b.value : a.value < b.value;
    return a.rank < b.rank;
  });
  std::sort(known, keys.end(), [](const SortKey& a, const SortKey& b) { return a.rank < b.rank; });
}

CaptionArrangement::WordCounts mostFrequent(const CaptionSet& set, const std::vector<int>& counts) {
  CaptionArrangement::WordCounts result;
  for (std::size_t word = 0; word < counts.size(); ++word)
    if (counts[word] > 0) result.emplace_back(set.words[static_cast<qsizetype>(word)], counts[word]);
  const auto told = std::min<std::size_t>(result.size(), kWordsTold);
  std::partial_sort(
      result.begin(), result.begin() + static_cast<std::ptrdiff_t>(told), result.end(),
      [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  result.resize(told);
  return result;
}

void countWords(const CaptionSet& set, const std::vector<SortKey>& shown, CaptionArrangement& result) {
  std::vector<int> invented(static_cast<std::size_t>(set.words.size())), missed(invented);
  for (const auto& key : shown) {
    const auto& item = set.items[static_cast<std::size_t>(key.index)];
    for (const int word : item.invented) ++invented[static_cast<std::size_t>(word)];
    for (const int word : item.missed) ++missed[static_cast<std::size_t>(word)];
  }
  result.invented = mostFrequent(set, invented);
  result.missed = mostFrequent(set, missed);
}

void countScores(const CaptionSet& set, const std::vector<SortKey>& shown, CaptionArrangement& result) {
  for (const auto& column : set.columns) {
    auto& histogram = result.histograms.emplace_back();
    if (!column.known()) continue;
    histogram.assign(kHistogramBins + 1, 0);
    for (const auto& key : shown) ++histogram[column.bins[static_cast<std::size_t>(key.index)]];
    histogram.pop_back();
  }
}

}  // namespace

CaptionArrangement arrangeCaptions(const CaptionSet& set, const CaptionFilter& filter, const PictureFacts& facts) {
  CaptionArrangement result;
  const Conditions conditions(set, filter, facts);
  std::vector<SortKey> keys;
  keys.reserve(set.items.size());
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    const auto& item = set.items[i];
    if (!conditions.hold(item)) continue;
    const auto split = conditions.splitOf(item);
    ++result.splits[static_cast<int>(split)];
    if (filter.splits == 0 || (filter.splits & splitBit(split)) != 0)
      keys.push_back({sortValue(item, filter), item.imageRank, static_cast<int>(i)});
  }
  // Before they are sorted: then the items are read in the order they lie in memory.
  countScores(set, keys, result);
  countWords(set, keys, result);
  sortKeys(keys, filter.descending);
  result.rowOf.assign(set.items.size(), -1);
  result.rows.reserve(keys.size());
  for (const auto& key : keys) {
    result.rowOf[static_cast<std::size_t>(key.index)] = static_cast<int>(result.rows.size());
    result.rows.push_back(key.index);
  }
  const auto score = static_cast<std::size_t>(filter.score);
  if (score < set.columns.size()) {
    result.low = set.columns[score].colourLow;
    result.high = set.columns[score].colourHigh;
  }
  return result;
}

}  // namespace vignette
