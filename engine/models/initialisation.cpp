#include "models/initialisation.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>

#include <cmath>

namespace vignette {

at::Tensor normal_parameter(const Shape& shape, double std, Initialise how) {
  at::Tensor tensor = at::empty(shape, at::kFloat);
  if (how == Initialise::random) tensor.normal_(0.0, std);
  return tensor;
}

at::Tensor linear_parameter(const Shape& shape, std::int64_t fan_in, Initialise how) {
  at::Tensor tensor = at::empty(shape, at::kFloat);
  const double bound = 1.0 / std::sqrt(static_cast<double>(fan_in));
  if (how == Initialise::random) tensor.uniform_(-bound, bound);
  return tensor;
}

at::Tensor constant_parameter(const Shape& shape, double value) {
  return at::full(shape, value, at::kFloat);
}

}  // namespace vignette
