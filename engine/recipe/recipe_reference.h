#pragma once
// The reference of all recipe keys, as kept in resources/recipe-reference.md.

#include <string>

namespace vignette {

/// Markdown made from parameter_table(): a table for each group, then what compat = "reference" changes. Thread-safe.
std::string recipe_reference();

}  // namespace vignette
