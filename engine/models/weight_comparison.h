#pragma once
// The names that a model needs beside those that a file has.

#include <string>

#include "models/module.h"
#include "data/weight_report.h"

namespace vignette {

/// `model`'s parameter as it is called in the weights that were recognised.
std::string stored_name(const ModelDescription& model, const std::string& parameter);

/// `parameters` under the names that they have in the weights.
NamedTensors as_stored(const ModelDescription& model, const NamedTensors& parameters);

/// Fills missing, misshapen, extra and ignored. `wanted` has names of the weights.
void compare_weights(WeightReport& report, const NamedTensors& wanted, const WeightShapes& stored);

}  // namespace vignette
