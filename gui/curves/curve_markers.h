#pragma once
// What happened at steps of a run, as the curves mark it. Plain values; read on the store's thread.

#include <QColor>
#include <QSet>
#include <QString>
#include <QVector>
#include <span>
#include <string>
#include <vector>

#include "curves/curve_trace.h"

namespace vignette {

class ExperimentStore;
struct ThemeColours;

struct CurveMarker {
  enum class Kind { phase, change, note, warning, checkpoint, evaluation } kind = Kind::evaluation;
  double x = 0;  ///< on the axis shown
  QString text;
  qint64 step = 0;
  RunId run = 0;
  qint64 mark = 0;     ///< the store's number of a note or warning
  double created = 0;  ///< when it was written, seconds since 1970

  bool operator==(const CurveMarker&) const = default;
};

inline constexpr CurveMarker::Kind kMarkerKinds[] = {CurveMarker::Kind::note,       CurveMarker::Kind::warning,
                                                     CurveMarker::Kind::change,     CurveMarker::Kind::phase,
                                                     CurveMarker::Kind::evaluation, CurveMarker::Kind::checkpoint};
using MarkerKinds = QSet<CurveMarker::Kind>;
inline size_t qHash(CurveMarker::Kind kind, size_t seed = 0) {
  return ::qHash(int(kind), seed);
}

/// "Note", "Live change" and so on, translated.
QString markerKindText(CurveMarker::Kind kind);
/// A line for hovering and for screen readers: kind, step and text.
QString markerLine(const CurveMarker& marker);
QColor markerColour(CurveMarker::Kind kind, const ThemeColours& colours);

/// Everything that the store holds of `run`, by step. `overview` are buckets of a curve that every step has, which tell
/// the times of steps. Store's thread. Throws StoreError.
QVector<CurveMarker> readMarkers(ExperimentStore& store, const RunRecord& run, const std::vector<std::string>& series,
                                 std::span<const CurveBucket> overview, const AxisMap& map);

}  // namespace vignette
