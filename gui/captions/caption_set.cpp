#include "captions/caption_set.h"

#include <QMap>
#include <QSet>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace vignette {

namespace {

bool isPartOfWord(QChar character) {
  return character.isLetterOrNumber() || character == u'-' || character == u'\'' || character == u'’';
}

/// Places 0, 1, … of the items in the order of `before`.
template <class Before>
std::vector<int> orderOf(std::size_t count, Before before) {
  std::vector<int> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), before);
  return order;
}

void rankItems(std::vector<CaptionItem>& items) {
  const auto at = [&items](int i) -> const CaptionItem& { return items[static_cast<std::size_t>(i)]; };
  const auto byImage = orderOf(items.size(), [&at](int a, int b) {
    const auto &x = at(a).key, &y = at(b).key;
    return x.imageId != y.imageId ? x.imageId < y.imageId : x.sampleIndex < y.sampleIndex;
  });
  for (std::size_t i = 0; i < byImage.size(); ++i)
    items[static_cast<std::size_t>(byImage[i])].imageRank = static_cast<int>(i);
  const auto byCaption = orderOf(items.size(), [&at](int a, int b) { return at(a).folded < at(b).folded; });
  int rank = 0;
  for (std::size_t i = 0; i < byCaption.size(); ++i) {
    if (i > 0 && at(byCaption[i]).folded != at(byCaption[i - 1]).folded) ++rank;
    items[static_cast<std::size_t>(byCaption[i])].captionRank = rank;
  }
}

ScoreColumn columnOf(const std::vector<CaptionItem>& items, int score) {
  ScoreColumn column;
  std::vector<double> values;
  for (const auto& item : items)
    if (const double value = item.scores.of(score); std::isfinite(value)) values.push_back(value);
  if (values.empty()) return column;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  column.low = *least;
  column.high = *most;
  const auto at = [&values](double quantile) {
    const auto nth = values.begin() + std::lround(quantile * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
  };
  column.colourLow = at(0.02);
  column.colourHigh = at(0.98);
  column.counts.assign(kHistogramBins, 0);
  column.bins.reserve(items.size());
  const double span = column.high - column.low;
  for (const auto& item : items) {
    const double value = item.scores.of(score);
    const int bin = !std::isfinite(value) ? kHistogramBins
                    : span > 0
                        ? std::min(kHistogramBins - 1, static_cast<int>((value - column.low) / span * kHistogramBins))
                        : 0;
    column.bins.push_back(static_cast<std::uint8_t>(bin));
    if (bin < kHistogramBins) ++column.counts[static_cast<std::size_t>(bin)];
  }
  return column;
}

/// Rank 0 to 1 of each item's score; ties share the mean of their ranks.
std::vector<double> relativeRanks(const std::vector<CaptionItem>& items, const std::vector<int>& which, int score) {
  std::vector<std::pair<double, std::size_t>> sorted;
  for (std::size_t i = 0; i < which.size(); ++i)
    sorted.emplace_back(items[static_cast<std::size_t>(which[i])].scores.of(score), i);
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> ranks(which.size());
  const double last = std::max<double>(1, static_cast<double>(which.size()) - 1);
  for (std::size_t first = 0; first < sorted.size();) {
    auto end = first;
    while (end < sorted.size() && sorted[end].first == sorted[first].first) ++end;
    for (auto i = first; i < end; ++i) ranks[sorted[i].second] = static_cast<double>(first + end - 1) / 2 / last;
    first = end;
  }
  return ranks;
}

void tellDisagreement(std::vector<CaptionItem>& items) {
  static const int critic = scoreIndex(QStringLiteral("critic")), cider = scoreIndex(QStringLiteral("CIDEr"));
  std::vector<int> both;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (std::isfinite(items[i].scores.of(critic)) && std::isfinite(items[i].scores.of(cider)))
      both.push_back(static_cast<int>(i));
  const auto byCritic = relativeRanks(items, both, critic), byCider = relativeRanks(items, both, cider);
  for (std::size_t i = 0; i < both.size(); ++i)
    items[static_cast<std::size_t>(both[i])].disagreement = std::abs(byCritic[i] - byCider[i]);
}

}  // namespace

QStringList plainWords(const QString& text) {
  QStringList words;
  const auto folded = text.toCaseFolded();
  for (qsizetype at = 0; at < folded.size();) {
    while (at < folded.size() && !folded[at].isLetterOrNumber()) ++at;
    auto end = at;
    while (end < folded.size() && isPartOfWord(folded[end])) ++end;
    auto last = end;
    while (last > at && !folded[last - 1].isLetterOrNumber()) --last;
    if (last > at) words << folded.mid(at, last - at);
    at = std::max(end, at + 1);
  }
  return words;
}

int CaptionSet::wordNumber(const QString& word) {
  const auto known = numbers_.constFind(word);
  if (known != numbers_.constEnd()) return *known;
  numbers_.insert(word, static_cast<int>(words.size()));
  words << word;
  return static_cast<int>(words.size()) - 1;
}

void CaptionSet::compareWithReferences(CaptionItem& item, const std::vector<std::string>& references) {
  if (references.empty()) return;
  QMap<QString, int> human;  // references that have the word
  for (const auto& reference : references) {
    const auto list = plainWords(QString::fromStdString(reference));
    for (const auto& word : QSet<QString>(list.begin(), list.end())) ++human[word];
  }
  const auto list = plainWords(item.caption);
  const QSet<QString> said(list.begin(), list.end());
  for (const auto& word : said)
    if (!human.contains(word)) item.invented.push_back(wordNumber(word));
  const auto half = (static_cast<int>(references.size()) + 1) / 2;
  for (auto word = human.cbegin(); word != human.cend(); ++word)
    if (word.value() >= half && !said.contains(word.key())) item.missed.push_back(wordNumber(word.key()));
}

void CaptionSet::prepare() {
  for (auto& item : items) item.folded = item.caption.toCaseFolded();
  rankItems(items);
  columns.clear();
  for (int score = 0; score < scoreCount(); ++score) columns.push_back(columnOf(items, score));
  tellDisagreement(items);
  places.clear();
  places.reserve(static_cast<qsizetype>(items.size()));
  for (std::size_t i = 0; i < items.size(); ++i) places.insert(items[i].key, static_cast<int>(i));
}

}  // namespace vignette
