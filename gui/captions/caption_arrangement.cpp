#include "captions/caption_arrangement.h"

#include <algorithm>
#include <cmath>

namespace vignette {

namespace {

double scoreOf(const CaptionItem& item, const CaptionFilter& filter) {
  return item.scores[static_cast<std::size_t>(filter.score)];
}

bool passes(const CaptionItem& item, const CaptionFilter& filter) {
  const double score = scoreOf(item, filter);
  if (filter.minimum && !(score >= *filter.minimum)) return false;
  if (filter.maximum && !(score <= *filter.maximum)) return false;
  return filter.text.isEmpty() || item.caption.contains(filter.text, Qt::CaseInsensitive);
}

void setColourRange(const std::vector<CaptionItem>& items, const CaptionFilter& filter, CaptionArrangement& result) {
  std::vector<double> values;
  values.reserve(items.size());
  for (const auto& item : items)
    if (const double score = scoreOf(item, filter); std::isfinite(score)) values.push_back(score);
  if (values.empty()) return;
  const auto at = [&values](double quantile) {
    const auto nth = values.begin() + std::lround(quantile * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
  };
  result.low = at(0.02);
  result.high = at(0.98);
}

/// -1, 0, 1; NaN is handled by the caller.
int compare(const CaptionItem& a, const CaptionItem& b, const CaptionFilter& filter) {
  if (filter.sort == CaptionSort::caption) return QString::compare(a.caption, b.caption, Qt::CaseInsensitive);
  if (filter.sort == CaptionSort::image)
    return a.key.imageId < b.key.imageId ? -1 : a.key.imageId > b.key.imageId ? 1 : 0;
  const bool byChange = filter.sort == CaptionSort::change;
  const double x = byChange ? a.change : scoreOf(a, filter), y = byChange ? b.change : scoreOf(b, filter);
  return x < y ? -1 : x > y ? 1 : 0;
}

bool before(const CaptionItem& a, const CaptionItem& b, const CaptionFilter& filter) {
  if (filter.sort == CaptionSort::score) {
    const bool noA = std::isnan(scoreOf(a, filter)), noB = std::isnan(scoreOf(b, filter));
    if (noA != noB) return noB;
  }
  if (const int order = compare(a, b, filter); order != 0) return filter.descending ? order > 0 : order < 0;
  if (a.key.imageId != b.key.imageId) return a.key.imageId < b.key.imageId;
  return a.key.sampleIndex < b.key.sampleIndex;
}

}  // namespace

CaptionArrangement arrangeCaptions(const std::vector<CaptionItem>& items, const CaptionFilter& filter) {
  CaptionArrangement result;
  result.rows.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i)
    if (passes(items[i], filter)) result.rows.push_back(static_cast<int>(i));
  std::sort(result.rows.begin(), result.rows.end(), [&](int a, int b) {
    return before(items[static_cast<std::size_t>(a)], items[static_cast<std::size_t>(b)], filter);
  });
  setColourRange(items, filter, result);
  return result;
}

}  // namespace vignette
