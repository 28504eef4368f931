#pragma once
// The points behind the curves as a table.

#include "curves/curve_query.h"
#include "data/atomic_file.h"

namespace vignette {

/// A line a point: run, name, series, step, seconds (since the run began, pauses left out), date (UTC, ISO 8601), value
/// and, unless the query's smoothing is `none`, smoothed. Every stored point in the query's range; smoothed from the
/// curve's first point on. Any thread with a store of its own. Throws StoreError.
void writeCurveCsv(ExperimentStore& store, const CurveQuery& query, const ByteSink& sink);

}  // namespace vignette
