#pragma once
// Numbers of rows or tokens as a tensor.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace vignette {

/// -> [N] int64 on `device`.
at::Tensor index_tensor(std::span<const std::int64_t> values, const at::Device& device);

}  // namespace vignette
