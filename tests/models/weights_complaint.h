#pragma once
// What a refused weight file is told.

#include <string>

#include "data/weights_error.h"

namespace vignette {

/// what() of the WeightsError that `act` throws; "none" without.
template <class Act>
std::string error_of(const Act& act) {
  try {
    act();
  } catch (const WeightsError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace vignette
