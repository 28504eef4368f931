#pragma once
// What the Curves dock asks of the store, answered on the store's thread.

#include <QColor>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>
#include <map>
#include <utility>
#include <vector>

#include "curves/curve_trace.h"

namespace vignette {

class ExperimentStore;

/// Everything that the panels show at once.
struct CurveQuery {
  QVector<qint64> runs;
  QStringList series;  ///< one panel each
  CurveAxis axis = CurveAxis::step;
  bool whole = true;  ///< all steps; else [lower, upper] in units of the axis
  double lower = 0, upper = 0;
  int columns = 800;  ///< pixel columns
  double smoothing = 0.6;
};

struct CurveMarker {
  enum class Kind { evaluation, change, phase } kind = Kind::evaluation;
  double x = 0;
  QString text;
};

struct CurveAnswer {
  struct Run {
    QString name;
    QColor colour;
    QMap<QString, CurveTrace> traces;  ///< by series
    QVector<CurveMarker> markers;
  };
  std::map<qint64, Run> runs;
  QStringList knownSeries;  ///< of all the runs, sorted
  double end = 0;           ///< last step or time of any run
  CurveAxis axis = CurveAxis::step;
};

/// Store's thread. Throws StoreError.
CurveAnswer answerCurves(ExperimentStore& store, const CurveQuery& query);

}  // namespace vignette
