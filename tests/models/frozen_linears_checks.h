#pragma once
// Products with packed weights against what they must be. Free of Qt.

#include <string>

namespace vignette {

/// Each returns what is wrong, empty if nothing.
std::string packed_product_problems();
std::string changed_weight_problems();
std::string gradient_problems();

}  // namespace vignette
