#include "curves/curve_query.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr std::int64_t kOverviewBuckets = 512;
constexpr double kLeadIn = 6;  // time constants of the average read before the visible part

struct StepRange {
  std::int64_t first = 0, last = 0;
};

/// How many steps before the visible part still count in the average.
std::int64_t leadIn(double smoothing) {
  return smoothing <= 0 ? 0 : std::int64_t(std::ceil(kLeadIn / (1 - std::min(smoothing, 0.9999))));
}

class RunReader {
 public:
  RunReader(ExperimentStore& store, const CurveQuery& query, const RunRecord& run)
      : store_(store), query_(query), run_(run) {}

  CurveAnswer::Run read(const std::vector<std::string>& series) {
    CurveAnswer::Run result;
    result.name = QString::fromStdString(run_.name);
    result.colour = QColor(QString::fromStdString(run_.colour));
    overview_ = series.empty() ? std::vector<CurveBucket>()
                               : store_.curve_buckets(run_.id, longest(series), 0, run_.steps, kOverviewBuckets);
    const auto range = visible();
    for (const auto& name : query_.series) {
      const auto key = name.toStdString();
      if (std::find(series.begin(), series.end(), key) == series.end()) continue;
      result.traces.insert(name, trace(key, range));
    }
    addMarkers(result, series);
    return result;
  }

  double end() const {
    if (query_.axis == CurveAxis::step) return double(run_.steps);
    return overview_.empty() ? 0 : overview_.back().last_time;
  }

 private:
  /// A series that every step has, for the times of steps.
  static std::string longest(const std::vector<std::string>& series) {
    for (const auto* name : {"G_loss", "loss", "D_loss", "reward"})
      if (std::find(series.begin(), series.end(), name) != series.end()) return name;
    return series.front();
  }

  StepRange visible() const {
    if (query_.whole) return {0, run_.steps};
    if (query_.axis == CurveAxis::step)
      return {std::int64_t(std::floor(query_.lower)), std::int64_t(std::ceil(query_.upper))};
    return {stepAtTime(overview_, query_.lower), stepAtTime(overview_, query_.upper)};
  }

  CurveTrace trace(const std::string& series, StepRange range) {
    const auto span = std::max<std::int64_t>(1, range.last - range.first);
    const auto before =
        std::min(std::max<std::int64_t>(0, range.first - 1), std::max(leadIn(query_.smoothing), span / 20));
    const auto first = std::max<std::int64_t>(0, range.first - before),
               last = std::min(run_.steps, range.last + span / 20 + 1);
    const auto buckets = std::int64_t(std::ceil(double(query_.columns) * double(last - first + 1) / double(span)));
    const auto found = store_.curve_buckets(run_.id, series, first, last, std::clamp<std::int64_t>(buckets, 16, 20000));
    return traceOf(found, query_.axis, series.find('/') == series.npos ? query_.smoothing : 0);
  }

  double timeAt(std::int64_t step) const {
    for (const auto& bucket : overview_)
      if (step <= bucket.last_step) return bucket.last_time;
    return overview_.empty() ? 0 : overview_.back().last_time;
  }

  double axisValue(std::int64_t step) const { return query_.axis == CurveAxis::step ? double(step) : timeAt(step); }

  void addMarkers(CurveAnswer::Run& result, const std::vector<std::string>& series) {
    for (const auto& change : store_.parameter_changes(run_.id))
      result.markers.push_back({CurveMarker::Kind::change,
                                query_.axis == CurveAxis::step ? double(change.step) : change.time,
                                QString::fromStdString(change.key + " = " + change.value)});
    addPhases(result);
    const auto evaluated =
        std::find_if(series.begin(), series.end(), [](const auto& name) { return name.starts_with("val/"); });
    if (evaluated == series.end()) return;
    for (const auto& bucket : store_.curve_buckets(run_.id, *evaluated, 0, run_.steps, 256))
      result.markers.push_back({CurveMarker::Kind::evaluation, axisValue(bucket.last_step), QString()});
  }

  /// A run of one phase needs none.
  void addPhases(CurveAnswer::Run& result) {
    const auto phases = store_.phases(run_.id);
    if (phases.size() < 2) return;
    for (const auto& phase : phases)
      result.markers.push_back({CurveMarker::Kind::phase,
                                query_.axis == CurveAxis::step ? double(phase.steps_before) : phase.time,
                                QString::fromStdString(phase.name)});
  }

  ExperimentStore& store_;
  const CurveQuery& query_;
  const RunRecord& run_;
  std::vector<CurveBucket> overview_;
};

}  // namespace

CurveAnswer answerCurves(ExperimentStore& store, const CurveQuery& query) {
  CurveAnswer answer;
  answer.axis = query.axis;
  std::set<QString> known;
  for (const auto id : query.runs) {
    const auto run = store.run(id);
    if (!run) continue;
    const auto series = store.series(id);
    for (const auto& name : series) known.insert(QString::fromStdString(name));
    RunReader reader(store, query, *run);
    answer.runs.emplace(id, reader.read(series));
    answer.end = std::max(answer.end, reader.end());
  }
  answer.knownSeries = QStringList(known.begin(), known.end());
  return answer;
}

}  // namespace vignette
