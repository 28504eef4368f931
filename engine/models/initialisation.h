#pragma once
// Fresh parameters. All draw from the default generator and are fp32 on the CPU.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace vignette {

using Shape = std::vector<std::int64_t>;

/// `blank` leaves values undefined, for weights that a file fills at once.
enum class Initialise { random, blank };

/// Normal with mean 0 (std is ignored when blank).
at::Tensor normal_parameter(const Shape& shape, double std, Initialise how);
/// Uniform in ±1/√fan_in: what torch's Linear draws for weight and bias.
at::Tensor linear_parameter(const Shape& shape, std::int64_t fan_in, Initialise how);
at::Tensor constant_parameter(const Shape& shape, double value);

}  // namespace vignette
