#pragma once
// What every reader of weight files throws.

#include <stdexcept>

namespace vignette {

/// Bad or truncated weight file; what() names the file, the key, what was expected and what to do.
class WeightsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace vignette
