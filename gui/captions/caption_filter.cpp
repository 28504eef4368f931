#include "captions/caption_filter.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include "captions/score_kinds.h"

namespace vignette {

namespace {

constexpr const char* kSorts[] = {"score", "image", "caption", "change", "improvement", "disagreement"};

QStringList texts(const QJsonValue& value) {
  QStringList list;
  for (const auto& entry : value.toArray())
    if (entry.isString()) list << entry.toString();
  return list;
}

QJsonObject rangesToJson(const std::map<int, ScoreRange>& ranges) {
  QJsonObject json;
  for (const auto& [score, range] : ranges) {
    QJsonObject bounds;
    if (range.low) bounds[QStringLiteral("low")] = *range.low;
    if (range.high) bounds[QStringLiteral("high")] = *range.high;
    json[QString::fromUtf8(scoreKey(score))] = bounds;
  }
  return json;
}

std::map<int, ScoreRange> rangesFromJson(const QJsonObject& json) {
  std::map<int, ScoreRange> ranges;
  for (auto entry = json.begin(); entry != json.end(); ++entry) {
    const auto bounds = entry.value().toObject();
    ScoreRange range;
    if (const auto low = bounds[QStringLiteral("low")]; low.isDouble()) range.low = low.toDouble();
    if (const auto high = bounds[QStringLiteral("high")]; high.isDouble()) range.high = high.toDouble();
    if (const int score = scoreIndex(entry.key()); score >= 0 && range.restricts()) ranges[score] = range;
  }
  return ranges;
}

}  // namespace

void CaptionFilter::clear() {
  CaptionFilter empty;
  empty.score = score;
  empty.sort = sort;
  empty.descending = descending;
  empty.regularExpression = regularExpression;
  *this = empty;
}

QString patternProblem(const QString& pattern) {
  const QRegularExpression expression(pattern);
  if (expression.isValid()) return {};
  return QCoreApplication::translate("CaptionFilter", "Not a regular expression: %1 (at character %2).")
      .arg(expression.errorString())
      .arg(expression.patternErrorOffset() + 1);
}

QJsonObject filterToJson(const CaptionFilter& filter) {
  return {{"text", filter.text},
          {"regular_expression", filter.regularExpression},
          {"score", QString::fromUtf8(scoreKey(filter.score))},
          {"ranges", rangesToJson(filter.ranges)},
          {"invented", QJsonArray::fromStringList(filter.invented)},
          {"missed", QJsonArray::fromStringList(filter.missed)},
          {"splits", static_cast<int>(filter.splits)},
          {"tags", QJsonArray::fromStringList(filter.tags)},
          {"sort", QString::fromLatin1(kSorts[static_cast<int>(filter.sort)])},
          {"descending", filter.descending}};
}

CaptionFilter filterFromJson(const QJsonObject& json) {
  CaptionFilter filter;
  filter.text = json[QStringLiteral("text")].toString();
  filter.regularExpression = json[QStringLiteral("regular_expression")].toBool();
  filter.score = std::max(0, scoreIndex(json[QStringLiteral("score")].toString()));
  filter.ranges = rangesFromJson(json[QStringLiteral("ranges")].toObject());
  filter.invented = texts(json[QStringLiteral("invented")]);
  filter.missed = texts(json[QStringLiteral("missed")]);
  filter.splits = static_cast<unsigned>(json[QStringLiteral("splits")].toInt()) & 0xfu;
  filter.tags = texts(json[QStringLiteral("tags")]);
  const auto sort = json[QStringLiteral("sort")].toString();
  for (int i = 0; i < static_cast<int>(std::size(kSorts)); ++i)
    if (sort == QLatin1String(kSorts[i])) filter.sort = static_cast<CaptionSort>(i);
  filter.descending = json[QStringLiteral("descending")].toBool();
  return filter;
}

}  // namespace vignette
