#include "compare/score_comparison.h"

#include <QLocale>
#include <cmath>
#include <map>
#include <numeric>

namespace vignette {
namespace {

using Captions = std::map<std::pair<std::int64_t, std::string>, const CaptionRecord*>;

/// By run, the captions of the pictures that all have, in the same order.
std::vector<std::vector<const CaptionRecord*>> common(const std::vector<std::vector<CaptionRecord>>& captions) {
  std::vector<Captions> known;
  for (const auto& of_run : captions) {
    known.emplace_back();
    for (const auto& caption : of_run) known.back()[{caption.image_id, caption.image_path}] = &caption;
  }
  std::vector<std::vector<const CaptionRecord*>> rows(captions.size());
  for (const auto& [picture, first] : known.front()) {
    bool all = true;
    for (const auto& other : known) all = all && other.contains(picture);
    for (std::size_t run = 0; all && run < known.size(); ++run) rows[run].push_back(known[run].at(picture));
  }
  return rows;
}

MetricResult corpusScores(const std::vector<const CaptionRecord*>& captions) {
  std::vector<ReferenceSet::Image> images;
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (const auto* caption : captions) {
    if (caption->references.empty()) return {};
    images.push_back({caption->image_id, caption->references});
    candidates.emplace_back(caption->image_id, caption->caption);
  }
  static const std::vector<std::string> metrics{"BLEU-4", "ROUGE-L", "CIDEr"};
  return images.empty() ? MetricResult() : ReferenceSet(images).evaluate(candidates, metrics);
}

void addStoredScores(const std::vector<const CaptionRecord*>& captions, MetricResult& result) {
  if (captions.empty()) return;
  for (const auto& [name, unused] : captions.front()->scores) {
    std::vector<double> values;
    for (const auto* caption : captions) {
      const auto found = caption->scores.find(name);
      if (found == caption->scores.end() || !std::isfinite(found->second)) break;
      values.push_back(found->second);
    }
    if (values.size() != captions.size() || result.corpus.contains(name)) continue;
    result.corpus[name] = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    result.per_image[name] = std::move(values);
  }
}

ScoreLine lineOf(const std::string& metric, const std::vector<MetricResult>& results,
                 const std::vector<std::map<std::string, ConfidenceInterval>>& intervals,
                 const std::vector<std::map<std::string, PairedComparison>>& against) {
  const int score = scoreIndex(QString::fromStdString(metric));
  ScoreLine line;
  line.metric = score >= 0 ? scoreLabel(score) : QString::fromStdString(metric);
  line.ranked = metric != "advantage" && metric != "log_probability" && metric != "length";
  for (const char* of_texts : {"CIDEr", "BLEU", "ROUGE"})
    if (metric.starts_with(of_texts)) line.scale = 100;
  for (std::size_t run = 0; run < results.size(); ++run) {
    line.values.push_back(results[run].corpus.at(metric));
    const auto interval = intervals[run].find(metric);
    line.intervals.push_back(interval == intervals[run].end()
                                 ? ConfidenceInterval{line.values.back(), line.values.back()}
                                 : interval->second);
    const auto compared = against[run].find(metric);
    line.against.push_back(run == 0 || compared == against[run].end() ? std::nullopt : std::optional(compared->second));
  }
  return line;
}

void fill(const std::vector<std::vector<const CaptionRecord*>>& rows, ScoreComparison& result) {
  std::vector<MetricResult> results;
  std::vector<std::map<std::string, ConfidenceInterval>> intervals;
  std::vector<std::map<std::string, PairedComparison>> against;
  for (const auto& captions : rows) {
    std::int64_t step = 0;
    for (const auto* caption : captions) step = std::max(step, caption->step);
    result.steps.push_back(step);
    results.push_back(corpusScores(captions));
    addStoredScores(captions, results.back());
    intervals.push_back(confidence_intervals(results.back()));
    against.push_back(results.size() < 2 ? std::map<std::string, PairedComparison>()
                                         : compare_paired(results.back(), results.front()));
  }
  std::vector<std::string> names;
  for (const char* first : {"CIDEr", "BLEU-4", "ROUGE-L"})
    if (results.front().corpus.contains(first)) names.emplace_back(first);
  for (const auto& [name, value] : results.front().corpus)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  for (const auto& name : names)
    if (std::ranges::all_of(results, [&](const auto& one) { return one.corpus.contains(name); }))
      result.lines.push_back(lineOf(name, results, intervals, against));
}

QString shown(double value, double scale) {
  return QLocale().toString(value * scale, 'f', scale == 1 ? 3 : 1);
}

}  // namespace

ScoreComparison compareScores(const std::vector<ComparedRun>& runs,
                              const std::vector<std::vector<CaptionRecord>>& captions) {
  ScoreComparison result;
  result.runs = runs;
  try {
    if (runs.empty() || captions.size() != runs.size()) return result;
    const auto rows = common(captions);
    result.pictures = static_cast<std::int64_t>(rows.front().size());
    if (result.pictures > 0) fill(rows, result);
  } catch (const std::exception& error) {
    result.problem = QString::fromUtf8(error.what());
  }
  return result;
}

QString intervalText(const ScoreLine& line, std::size_t run) {
  return QStringLiteral("%1 [%2, %3]")
      .arg(shown(line.values[run], line.scale), shown(line.intervals[run].low, line.scale),
           shown(line.intervals[run].high, line.scale));
}

QString againstText(const ScoreLine& line, std::size_t run) {
  if (!line.against[run]) return QStringLiteral("–");
  const auto& compared = *line.against[run];
  const auto sign = compared.difference > 0 ? QStringLiteral("+") : QString();
  return QStringLiteral("%1%2 [%3, %4], p = %5%6, %7 / %8 / %9")
      .arg(sign, shown(compared.difference, line.scale), shown(compared.interval.low, line.scale),
           shown(compared.interval.high, line.scale), QLocale().toString(compared.p, 'f', 3),
           significanceMark(compared.p).isEmpty() ? QString() : QLatin1Char(' ') + significanceMark(compared.p))
      .arg(compared.wins)
      .arg(compared.ties)
      .arg(compared.losses);
}

QString significanceMark(double p) {
  return QString(p < 0.001 ? 3 : p < 0.01 ? 2 : p < 0.05 ? 1 : 0, QLatin1Char('*'));
}

}  // namespace vignette
