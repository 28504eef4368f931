#pragma once
// What a run would read, need and leave behind, on a terminal and as JSON.

#include "cli/console.h"
#include "training/run_forecast.h"

namespace vignette {

Json forecast_json(const RunForecast& forecast);
void print_forecast(Console& console, const RunForecast& forecast);

}  // namespace vignette
