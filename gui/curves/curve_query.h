#pragma once
// What the Curves dock asks of the store, answered on the store's thread.

#include <QColor>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>
#include <map>
#include <utility>

#include "curves/curve_markers.h"
#include "curves/curve_trace.h"

namespace vignette {

class ExperimentStore;

/// Everything that the panels show at once.
struct CurveQuery {
  QVector<qint64> runs;
  QStringList series;
  CurveAxis axis = CurveAxis::step;
  bool whole = true;  ///< all steps; else [lower, upper] in units of the axis
  double lower = 0, upper = 0;
  int columns = 800;  ///< pixel columns
  Smoothing smoothing;
};

struct CurveAnswer {
  struct Run {
    QString name;
    QColor colour;
    QMap<QString, CurveTrace> traces;  ///< by series
    QVector<CurveMarker> markers;      ///< by step
  };
  std::map<qint64, Run> runs;
  QStringList knownSeries;    ///< of all the runs, sorted
  double begin = 0, end = 0;  ///< of the axis: 0, or the first run's start by the clock, to the last point of any run
  CurveAxis axis = CurveAxis::step;
};

/// Evaluations are few and exact: they are shown as they are. Other curves are smoothed.
bool isSmoothed(const std::string& series);

/// The steps of `run` that lie in the query's range, first and last. Store's thread. Throws StoreError.
std::pair<std::int64_t, std::int64_t> visibleSteps(ExperimentStore& store, const CurveQuery& query,
                                                   const RunRecord& run);
/// Where the run's points lie on the query's axis. Store's thread. Throws StoreError.
AxisMap axisMap(ExperimentStore& store, const CurveQuery& query, const RunRecord& run);

/// Store's thread. Throws StoreError.
CurveAnswer answerCurves(ExperimentStore& store, const CurveQuery& query);

}  // namespace vignette
