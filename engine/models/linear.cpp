#include "models/linear.h"

#include <ATen/ops/linear.h>

#include <cmath>

#include "models/initialisation.h"

namespace vignette {

Linear Linear::make(std::int64_t in, std::int64_t out, bool with_bias) {
  Linear linear;
  linear.weight = linear_parameter({out, in}, in, Initialise::random);
  if (with_bias) linear.bias = linear_parameter({out}, in, Initialise::random);
  return linear;
}

Linear Linear::make_kaiming(std::int64_t in, std::int64_t out) {
  return {normal_parameter({out, in}, std::sqrt(2.0 / static_cast<double>(in)), Initialise::random),
          constant_parameter({out}, 0)};
}

at::Tensor Linear::operator()(const at::Tensor& x) const {
  return bias.defined() ? at::linear(x, weight, bias) : at::linear(x, weight);
}

void Linear::append(NamedTensors& all, const std::string& name) const {
  all.emplace_back(name + ".weight", weight);
  if (bias.defined()) all.emplace_back(name + ".bias", bias);
}

}  // namespace vignette
