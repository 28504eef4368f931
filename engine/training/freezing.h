#pragma once
// Which parameters do not train, by patterns over their names.

#include <string>
#include <string_view>
#include <vector>

#include "models/module.h"

namespace vignette {

/// True when `name` matches the whole `pattern`: '*' stands for any characters (dots too), '?' for one.
bool matches_pattern(std::string_view name, std::string_view pattern);

/// Patterns separated by blanks or commas.
std::vector<std::string> split_patterns(std::string_view text);

/// Parameters that match one of `patterns` require no gradient from now on. Returns the patterns that match none.
std::vector<std::string> freeze_parameters(const NamedTensors& parameters, const std::vector<std::string>& patterns);

/// How many numbers of `parameters` train, and of how many.
struct TrainableCount {
  std::int64_t trainable = 0, total = 0;
};
TrainableCount count_trainable(const NamedTensors& parameters);

}  // namespace vignette
