#include "models/index_tensor.h"

#include <ATen/ops/empty.h>

#include <algorithm>

namespace vignette {

at::Tensor index_tensor(std::span<const std::int64_t> values, const at::Device& device) {
  at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::kLong);
  std::copy(values.begin(), values.end(), tensor.mutable_data_ptr<std::int64_t>());
  return tensor.to(device);
}

}  // namespace vignette
