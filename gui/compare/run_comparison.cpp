#include "compare/run_comparison.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

#include "experiment/parameter_texts.h"
#include "recipe/recipe.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr auto kNewest = std::numeric_limits<std::int64_t>::max();

QString translated(const char* text) {
  return QCoreApplication::translate("RunComparison", text);
}

QColor colourOf(const RunRecord& record, std::size_t place) {
  static const std::array<const char*, 7> kSafe{"#0072b2", "#e69f00", "#009e73", "#d55e00",
                                                "#cc79a7", "#56b4e9", "#f0e442"};
  const QColor own(QString::fromStdString(record.colour));
  return own.isValid() ? own : QColor(kSafe[place % kSafe.size()]);
}

/// A dash where a recipe has no such phase.
QString valueText(const Recipe& recipe, const std::string& key) {
  try {
    return QString::fromStdString(format_value(recipe.value(key)));
  } catch (const RecipeError&) {
    return QStringLiteral("–");
  }
}

ComparedRow parameterRow(const std::string& key, const std::vector<Recipe>& recipes) {
  ComparedRow row;
  row.label = QString::fromStdString(key);
  if (const auto* parameter = find_parameter(key)) row.help = parameterHelp(*parameter);
  for (const auto& recipe : recipes) row.cells.push_back(valueText(recipe, key));
  return row;
}

/// Names and where it ran say nothing about what was trained.
bool differInSeedOnly(const Recipe& a, const Recipe& b) {
  return std::ranges::all_of(a.differences(b), [](const std::string& key) {
    return key == "training.seed" || key == "name" || key == "device" || key == "training.threads";
  });
}

void readParameters(const std::vector<RunRecord>& records, RunComparison& result) {
  std::vector<Recipe> recipes;
  for (const auto& record : records)
    recipes.push_back(Recipe::from_text(record.recipe_resolved.empty() ? record.recipe : record.recipe_resolved,
                                        "the recipe of " + record.name));
  for (std::size_t i = 0; i < recipes.size(); ++i) {
    result.runs[i].seedGroup = static_cast<int>(i);
    for (std::size_t other = 0; other < i; ++other)
      if (differInSeedOnly(recipes[i], recipes[other])) {
        result.runs[i].seedGroup = result.runs[other].seedGroup;
        break;
      }
  }
  std::set<std::string> differing;
  for (const auto& recipe : recipes)
    for (auto& key : recipes.front().differences(recipe)) differing.insert(key);
  for (const auto& parameter : parameter_table())
    if (differing.contains(std::string(parameter.key)))
      result.parameters.push_back(parameterRow(std::string(parameter.key), recipes));
  for (const auto& key : differing)
    if (key.starts_with("phase")) result.parameters.push_back(parameterRow(key, recipes));
}

/// Metrics of captions are shown ×100, as papers print them.
double shownScale(const std::string& name) {
  for (const char* metric : {"CIDEr", "BLEU", "ROUGE", "METEOR", "SPICE"})
    if (name.find(metric) != name.npos) return 100;
  return 1;
}

QString numberText(double value, double scale) {
  const QLocale locale;
  if (scale != 1) return locale.toString(value * scale, 'f', 1);
  return locale.toString(value, 'g', 5);
}

ComparedRow metricRow(const QString& label, const QString& help, const std::vector<std::optional<double>>& values,
                      double scale, Better better) {
  ComparedRow row{label, help, {}, bestOf(values, better)};
  for (const auto& value : values) row.cells.push_back(value ? numberText(*value, scale) : QStringLiteral("–"));
  return row;
}

std::optional<double> lastValue(ExperimentStore& store, RunId run, const std::string& series) {
  const auto buckets = store.curve_buckets(run, series, 0, kNewest, 1);
  if (buckets.empty() || buckets.back().count == 0 || !std::isfinite(buckets.back().last)) return {};
  return buckets.back().last;
}

bool validation(const std::string& series) {
  return series.rfind("val/", 0) == 0 || series.rfind("test/", 0) == 0;
}

void addBestRows(const std::vector<RunRecord>& records, RunComparison& result) {
  std::set<std::string> names;
  for (const auto& record : records)
    for (const auto& [name, value] : record.best)
      if (validation(name)) names.insert(name);
  for (const auto& name : names) {
    std::vector<std::optional<double>> values;
    for (const auto& record : records) {
      const auto found = record.best.find(name);
      values.push_back(found == record.best.end() ? std::nullopt : std::optional(found->second));
    }
    result.metrics.push_back(
        metricRow(translated(QT_TRANSLATE_NOOP("RunComparison", "best %1")).arg(QString::fromStdString(name)),
                  translated(QT_TRANSLATE_NOOP("RunComparison", "The best value that any evaluation of the run gave.")),
                  values, shownScale(name), betterDirection(name)));
  }
}

void addFinalRows(ExperimentStore& store, const std::vector<RunRecord>& records, RunComparison& result) {
  for (const auto& series : result.series) {
    std::vector<std::optional<double>> values;
    for (const auto& record : records) values.push_back(lastValue(store, record.id, series));
    result.metrics.push_back(
        metricRow(translated(QT_TRANSLATE_NOOP("RunComparison", "last %1")).arg(QString::fromStdString(series)),
                  translated(QT_TRANSLATE_NOOP("RunComparison", "The newest value of this curve.")), values,
                  shownScale(series), betterDirection(series)));
  }
}

void addProgressRow(const std::vector<RunRecord>& records, RunComparison& result) {
  ComparedRow row;
  row.label = translated(QT_TRANSLATE_NOOP("RunComparison", "steps"));
  row.help = translated(QT_TRANSLATE_NOOP("RunComparison", "The last step stored; compare values of like steps."));
  for (const auto& record : records) row.cells.push_back(QLocale().toString(static_cast<qlonglong>(record.steps)));
  result.metrics.push_back(std::move(row));
}

/// Validation first, then the curves of training, each by name.
void readSeries(ExperimentStore& store, const std::vector<RunRecord>& records, RunComparison& result) {
  std::set<std::pair<bool, std::string>> names;
  for (const auto& record : records)
    for (auto& name : store.series(record.id)) names.emplace(!validation(name), name);
  for (const auto& [training, name] : names) result.series.push_back(name);
}

}  // namespace

Better betterDirection(const std::string& series) {
  const auto has = [&](const char* part) { return series.find(part) != series.npos; };
  if (series == "reward" || series.starts_with("reward/") || series == "cosine" || series == "l1" || series == "clip")
    return Better::higher;
  if (!validation(series)) return Better::unknown;
  if (has("length") || has("vocabulary") || has("share")) return Better::unknown;
  const bool lower = has("loss") || has("perplexity") || has("self_bleu") || has("mBLEU") || has("hallucination");
  return lower ? Better::lower : Better::higher;
}

std::vector<bool> bestOf(const std::vector<std::optional<double>>& values, Better better) {
  std::vector<double> known;
  for (const auto& value : values)
    if (value && std::isfinite(*value)) known.push_back(*value);
  if (better == Better::unknown || known.size() < 2) return {};
  const auto [low, high] = std::minmax_element(known.begin(), known.end());
  if (*low == *high) return {};
  const double best = better == Better::higher ? *high : *low;
  std::vector<bool> result;
  for (const auto& value : values) result.push_back(value && *value == best);
  return result;
}

RunComparison readComparison(ExperimentStore& store, const std::vector<RunId>& runs) {
  RunComparison result;
  try {
    std::vector<RunRecord> records;
    for (const auto id : runs)
      if (auto record = store.run(id)) records.push_back(std::move(*record));
    for (const auto& record : records)
      result.runs.push_back({record.id, QString::fromStdString(record.name), colourOf(record, result.runs.size())});
    if (records.size() < 2) return result;
    readSeries(store, records, result);
    addProgressRow(records, result);
    addBestRows(records, result);
    addFinalRows(store, records, result);
    readParameters(records, result);
  } catch (const std::exception& error) {
    result.problem = QString::fromUtf8(error.what());
  }
  return result;
}

CaptionsOfRun readNewestCaptions(ExperimentStore& store, RunId run, std::int64_t step) {
  CaptionsOfRun result;
  try {
    CaptionQuery query;
    query.run = run;
    query.at_or_before = step;
    query.kind = "greedy";
    result.records = store.captions(query);
  } catch (const std::exception& error) {
    result.problem = QString::fromUtf8(error.what());
  }
  return result;
}

std::vector<PairedCaption> pairCaptions(const std::vector<CaptionRecord>& first,
                                        const std::vector<CaptionRecord>& second) {
  std::unordered_map<std::int64_t, const CaptionRecord*> others;
  for (const auto& record : second) others.emplace(record.image_id, &record);
  std::vector<PairedCaption> pairs;
  for (const auto& record : first) {
    const auto other = others.find(record.image_id);
    if (other == others.end()) continue;
    PairedCaption pair;
    pair.imageId = record.image_id;
    pair.imagePath = QString::fromStdString(record.image_path);
    pair.captions[0] = QString::fromStdString(record.caption);
    pair.captions[1] = QString::fromStdString(other->second->caption);
    pair.scores[0] = scoreValues(record.scores);
    pair.scores[1] = scoreValues(other->second->scores);
    pair.words = compareWords(pair.captions[0], pair.captions[1]);
    pairs.push_back(std::move(pair));
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& a, const auto& b) { return a.words.relative > b.words.relative; });
  return pairs;
}

}  // namespace vignette
