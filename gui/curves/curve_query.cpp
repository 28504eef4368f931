#include "curves/curve_query.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr std::int64_t kOverviewBuckets = 512;
constexpr std::int64_t kMostBuckets = 20000;

struct StepRange {
  std::int64_t first = 0, last = 0;
};

class RunReader {
 public:
  RunReader(ExperimentStore& store, const CurveQuery& query, const RunRecord& run)
      : store_(store), query_(query), run_(run), map_(axisMap(store, query, run)) {}

  CurveAnswer::Run read(const std::vector<std::string>& series) {
    CurveAnswer::Run result;
    result.name = QString::fromStdString(run_.name);
    result.colour = QColor(QString::fromStdString(run_.colour));
    readOverview(series);
    const auto range = visible();
    for (const auto& name : query_.series) {
      const auto key = name.toStdString();
      if (std::ranges::find(series, key) == series.end()) continue;
      result.traces.insert(name, trace(key, range));
    }
    result.markers = readMarkers(store_, run_, series, overview_, map_);
    return result;
  }

  void readOverview(const std::vector<std::string>& series) {
    if (!series.empty()) overview_ = store_.curve_buckets(run_.id, longest(series), 0, run_.steps, kOverviewBuckets);
  }

  StepRange visible() const {
    if (query_.whole) return {0, run_.steps};
    if (query_.axis == CurveAxis::step)
      return {std::int64_t(std::floor(query_.lower)), std::int64_t(std::ceil(query_.upper))};
    return {stepAt(overview_, map_, query_.lower), stepAt(overview_, map_, query_.upper)};
  }

  double begin() const {
    if (query_.axis != CurveAxis::wall) return 0;
    return map_.x(0, 0);
  }
  double end() const {
    if (query_.axis == CurveAxis::step) return double(run_.steps);
    return overview_.empty() ? begin() : map_.x(overview_.back().last_step, overview_.back().last_time);
  }

 private:
  /// A series that every step has, for the times of steps.
  static std::string longest(const std::vector<std::string>& series) {
    for (const auto* name : {"G_loss", "loss", "D_loss", "reward"})
      if (std::ranges::find(series, name) != series.end()) return name;
    return series.front();
  }

  /// A little more than is visible, so that the next piece is there when the view moves.
  CurveTrace trace(const std::string& series, StepRange range) {
    const auto smoothing = isSmoothed(series) ? query_.smoothing : Smoothing{Smoothing::Kind::none};
    const auto span = std::max<std::int64_t>(1, range.last - range.first);
    const auto before = std::min(std::max<std::int64_t>(0, range.first - 1), std::max(smoothing.leadIn(), span / 20));
    const auto first = std::max<std::int64_t>(0, range.first - before),
               last = std::min(run_.steps, range.last + span / 20 + 1);
    const auto buckets = std::int64_t(std::ceil(double(query_.columns) * double(last - first + 1) / double(span)));
    const auto found =
        store_.curve_buckets(run_.id, series, first, last, std::clamp<std::int64_t>(buckets, 16, kMostBuckets));
    return traceOf(found, map_, smoothing);
  }

  ExperimentStore& store_;
  const CurveQuery& query_;
  const RunRecord& run_;
  AxisMap map_;
  std::vector<CurveBucket> overview_;
};

}  // namespace

bool isSmoothed(const std::string& series) {
  return !series.starts_with("val/") && !series.starts_with("test/");
}

AxisMap axisMap(ExperimentStore& store, const CurveQuery& query, const RunRecord& run) {
  AxisMap map;
  map.axis = query.axis;
  map.started_at = run.started_at > 0 ? run.started_at : run.created_at;
  if (query.axis == CurveAxis::wall) map.clock = store.clock(run.id);
  return map;
}

std::pair<std::int64_t, std::int64_t> visibleSteps(ExperimentStore& store, const CurveQuery& query,
                                                   const RunRecord& run) {
  RunReader reader(store, query, run);
  reader.readOverview(store.series(run.id));
  const auto range = reader.visible();
  return {range.first, range.last};
}

CurveAnswer answerCurves(ExperimentStore& store, const CurveQuery& query) {
  CurveAnswer answer;
  answer.axis = query.axis;
  std::set<QString> known;
  double begin = std::numeric_limits<double>::infinity();
  for (const auto id : query.runs) {
    const auto run = store.run(id);
    if (!run) continue;
    const auto series = store.series(id);
    for (const auto& name : series) known.insert(QString::fromStdString(name));
    RunReader reader(store, query, *run);
    answer.runs.emplace(id, reader.read(series));
    begin = std::min(begin, reader.begin());
    answer.end = std::max(answer.end, reader.end());
  }
  answer.begin = std::isfinite(begin) ? begin : 0;
  answer.knownSeries = QStringList(known.begin(), known.end());
  return answer;
}

}  // namespace vignette
