#include "health/health_query.h"

#include <map>
#include <set>

#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr std::int64_t kSteps = 600;
constexpr int kHistory = 200;

using Rows = std::map<std::int64_t, HealthFigures>;

bool ofEvaluation(const std::string& series) {
  return series.starts_with("val/");
}

QStringList seriesOf(const HealthRule& rule) {
  return QString::fromUtf8(rule.series.data(), int(rule.series.size())).split(' ');
}

std::set<std::string> watchedSeries(ExperimentStore& store, qint64 run) {
  std::set<std::string> watched, there;
  for (const auto& rule : health_rules())
    for (const auto& series : seriesOf(rule)) watched.insert(series.toStdString());
  for (const auto& series : store.series(run))
    if (watched.contains(series)) there.insert(series);
  return there;
}

void read(ExperimentStore& store, qint64 run, const std::string& series, std::int64_t first, Rows& rows,
          std::int64_t last = INT64_MAX) {
  store.read_curve(run, series, first, last, [&](std::span<const CurvePoint> points) {
    for (const auto& point : points) rows[point.step].emplace_back(series, point.value);
  });
}

/// What evaluations are compared with: the rewards before each, and those of the first steps.
void readEarlierRewards(ExperimentStore& store, qint64 run, std::int64_t window, const Rows& evaluations, Rows& steps) {
  std::int64_t done = std::min(reward_window, window - 1);
  if (done > 0) read(store, run, "reward", 1, steps, done);
  for (const auto& [step, figures] : evaluations) {
    if (step >= window) break;
    const auto first = std::max(step - reward_window + 1, done + 1);
    if (first <= step) read(store, run, "reward", first, steps, step);
    done = std::max(done, step);
  }
}

void takeAlarms(ExperimentStore& store, qint64 run, HealthAnswer& answer) {
  for (const auto& mark : store.marks(run))
    for (std::size_t i = 0; i < health_rules().size(); ++i)
      if (mark.kind == "warning" && mark.text.starts_with("health/" + std::string(health_rules()[i].id) + ":"))
        answer.rows[int(i)].alarmStep = mark.step;
}

void follow(const Rows& rows, bool evaluated, std::int64_t step, const HealthSettings& settings, HealthMonitor& monitor,
            HealthAnswer& answer) {
  const auto found = rows.find(step);
  if (found == rows.end()) return;
  monitor.take(step, found->second, settings, evaluated);
  for (std::size_t i = 0; i < health_rules().size(); ++i) {
    const auto& value = monitor.readings()[i].value;
    auto& history = answer.rows[int(i)].history;
    if (health_rules()[i].of_evaluation != evaluated || !value) continue;
    history << *value;
    if (history.size() > kHistory) history.removeFirst();
  }
}

}  // namespace

Recipe recipeInForce(ExperimentStore& store, const RunRecord& run) {
  auto recipe = Recipe::from_text(run.recipe_resolved.empty() ? run.recipe : run.recipe_resolved, run.name);
  for (const auto& change : store.parameter_changes(run.id))
    if (find_parameter(change.key)) recipe.set_text(change.key, change.value);
  return recipe;
}

HealthAnswer answerHealth(ExperimentStore& store, qint64 run) {
  HealthAnswer answer{run, false, true, 0, QVector<HealthRow>(int(health_rules().size()))};
  const auto record = store.run(run);
  if (!record) return answer;
  Recipe recipe;
  try {
    recipe = recipeInForce(store, *record);
  } catch (const RecipeError&) {
    return answer;  // of another version of Vignette
  }
  answer.known = true;
  answer.on = recipe.boolean("health.on");
  answer.steps = record->steps;
  const auto settings = health_settings(true, [&](const auto& key) { return recipe.real(key); });
  const auto series = watchedSeries(store, run);
  Rows steps, evaluations;
  for (const auto& name : series)
    read(store, run, name, ofEvaluation(name) ? INT64_MIN : record->steps - kSteps,
         ofEvaluation(name) ? evaluations : steps);
  if (series.contains("reward")) readEarlierRewards(store, run, record->steps - kSteps, evaluations, steps);
  std::set<std::int64_t> all;
  for (const auto* rows : {&steps, &evaluations})
    for (const auto& row : *rows) all.insert(row.first);
  HealthMonitor monitor;
  for (const auto step : all)
    for (const bool evaluated : {false, true})
      follow(evaluated ? evaluations : steps, evaluated, step, settings, monitor, answer);
  for (std::size_t i = 0; i < health_rules().size(); ++i) {
    auto& row = answer.rows[int(i)];
    row.reading = monitor.readings()[i];
    row.threshold = settings.thresholds[i];
    row.hasSeries = series.contains(seriesOf(health_rules()[i]).first().toStdString());
  }
  takeAlarms(store, run, answer);
  return answer;
}

}  // namespace vignette
