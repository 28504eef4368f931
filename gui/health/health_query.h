#pragma once
// The health of a run from what the store holds of it, whoever trains it. Store's thread.

#include <QString>
#include <QVector>

#include "metrics/health_monitor.h"
#include "recipe/recipe.h"
#include "store/records.h"

namespace vignette {

class ExperimentStore;

/// One rule of health_rules().
struct HealthRow {
  HealthReading reading;
  double threshold = 0;     ///< in force; 0: off
  QVector<double> history;  ///< the rule's values, the newest last
  qint64 alarmStep = -1;    ///< of the run's last alarm of this rule; -1: none
  bool hasSeries = false;   ///< the run has the curve that the rule is about
};

struct HealthAnswer {
  qint64 run = 0;
  bool known = false;  ///< the run is there and its recipe can be read
  bool on = true;      ///< health.on
  qint64 steps = 0;
  QVector<HealthRow> rows;
};

/// The recipe's values with the live changes made since. Throws StoreError, RecipeError.
Recipe recipeInForce(ExperimentStore& store, const RunRecord& run);

/// Goes over the last steps of the run by the rules, with the thresholds in force; the marks tell of earlier alarms.
/// Throws StoreError.
HealthAnswer answerHealth(ExperimentStore& store, qint64 run);

}  // namespace vignette
