#pragma once
// Cosine of two embeddings as plain floats.

#include <cmath>
#include <vector>

namespace vignette {

/// Of vectors of the same length, from -1 to 1; 0 where one of them is zero.
inline double cosine(const std::vector<float>& a, const std::vector<float>& b) {
  double product = 0, first = 0, second = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    product += double(a[i]) * b[i];
    first += double(a[i]) * a[i];
    second += double(b[i]) * b[i];
  }
  return first > 0 && second > 0 ? product / std::sqrt(first * second) : 0;
}

}  // namespace vignette
