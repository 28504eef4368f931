#include "curves/curve_markers.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/theme.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

using Kind = CurveMarker::Kind;
constexpr std::int64_t kEvaluationsShown = 256;

double timeAt(std::span<const CurveBucket> overview, std::int64_t step) {
  for (const auto& bucket : overview) {
    if (step > bucket.last_step) continue;
    const double span = double(bucket.last_step - bucket.first_step);
    const double part = span > 0 ? std::max(0.0, double(step - bucket.first_step)) / span : 1;
    return bucket.first_time + part * (bucket.last_time - bucket.first_time);
  }
  return overview.empty() ? 0 : overview.back().last_time;
}

class MarkerReader {
 public:
  MarkerReader(ExperimentStore& store, const RunRecord& run, std::span<const CurveBucket> overview, const AxisMap& map)
      : store_(store), run_(run), overview_(overview), map_(map) {}

  QVector<CurveMarker> read(const std::vector<std::string>& series) {
    addPhases();
    for (const auto& change : store_.parameter_changes(run_.id))
      add(Kind::change, change.step, change.time, QString::fromStdString(change.key + " = " + change.value));
    for (const auto& mark : store_.marks(run_.id)) {
      add(mark.kind == "note" ? Kind::note : Kind::warning, mark.step, timeAt(overview_, mark.step),
          QString::fromStdString(mark.text));
      markers_.last().mark = mark.id;
      markers_.last().created = mark.created_at;
    }
    for (const auto& checkpoint : store_.checkpoints(run_.id))
      add(Kind::checkpoint, checkpoint.step, timeAt(overview_, checkpoint.step),
          QString::fromStdString(checkpoint.kind));
    addEvaluations(series);
    std::ranges::stable_sort(markers_, {}, &CurveMarker::step);
    return markers_;
  }

 private:
  void add(Kind kind, std::int64_t step, double time, const QString& text) {
    markers_.push_back({kind, map_.x(step, time), text, step, run_.id, 0, 0});
  }

  /// A run of one phase needs none.
  void addPhases() {
    const auto phases = store_.phases(run_.id);
    if (phases.size() < 2) return;
    for (const auto& phase : phases)
      add(Kind::phase, phase.steps_before, phase.time, QString::fromStdString(phase.name));
  }

  void addEvaluations(const std::vector<std::string>& series) {
    const auto isValidation = [](const auto& name) { return name.starts_with("val/"); };
    auto chosen = std::ranges::find(series, "val/CIDEr");
    if (chosen == series.end()) chosen = std::ranges::find_if(series, isValidation);
    if (chosen == series.end()) return;
    for (const auto& bucket : store_.curve_buckets(run_.id, *chosen, 0, run_.steps, kEvaluationsShown))
      add(Kind::evaluation, bucket.last_step, bucket.last_time,
          QStringLiteral("%1 %2").arg(QString::fromStdString(*chosen), QLocale().toString(bucket.last, 'g', 4)));
  }

  ExperimentStore& store_;
  const RunRecord& run_;
  std::span<const CurveBucket> overview_;
  const AxisMap& map_;
  QVector<CurveMarker> markers_;
};

}  // namespace

QString markerKindText(Kind kind) {
  const auto text = [](const char* source) { return QCoreApplication::translate("CurveMarker", source); };
  switch (kind) {
    case Kind::phase:
      return text(QT_TRANSLATE_NOOP("CurveMarker", "Phase"));
    case Kind::change:
      return text(QT_TRANSLATE_NOOP("CurveMarker", "Live change"));
    case Kind::note:
      return text(QT_TRANSLATE_NOOP("CurveMarker", "Note"));
    case Kind::warning:
      return text(QT_TRANSLATE_NOOP("CurveMarker", "Warning"));
    case Kind::checkpoint:
      return text(QT_TRANSLATE_NOOP("CurveMarker", "Checkpoint"));
    case Kind::evaluation:
      return text(QT_TRANSLATE_NOOP("CurveMarker", "Evaluation"));
  }
  return {};
}

QString markerLine(const CurveMarker& marker) {
  return QCoreApplication::translate("CurveMarker", "%1, step %2: %3")
      .arg(markerKindText(marker.kind), QLocale().toString(marker.step), marker.text);
}

QColor markerColour(Kind kind, const ThemeColours& c) {
  switch (kind) {
    case Kind::change:
      return c.accent;
    case Kind::note:
      return c.success;
    case Kind::warning:
      return c.warning;
    case Kind::phase:
    case Kind::checkpoint:
    case Kind::evaluation:
      break;
  }
  return c.muted;
}

QVector<CurveMarker> readMarkers(ExperimentStore& store, const RunRecord& run, const std::vector<std::string>& series,
                                 std::span<const CurveBucket> overview, const AxisMap& map) {
  return MarkerReader(store, run, overview, map).read(series);
}

}  // namespace vignette
