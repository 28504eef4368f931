#pragma once
// Checks of the optimiser's parts that need LibTorch; each returns what is wrong, "" when nothing is. Free of LibTorch.

#include <string>

namespace vignette {

std::string loss_scaler_problems();
std::string scaled_update_problems();
std::string weight_average_problems();
std::string freezing_problems();

}  // namespace vignette
