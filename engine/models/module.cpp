#include "models/module.h"

#include <c10/core/GradMode.h>

namespace vignette {

void Module::to(const at::Device& device, at::ScalarType dtype) {
  c10::NoGradGuard no_grad;
  for (auto& [name, tensor] : named_parameters()) {
    const bool on = tensor.requires_grad();
    tensor.set_data(tensor.to(device, dtype));
    tensor.set_requires_grad(on);
  }
  for (auto& [name, tensor] : named_buffers()) tensor.set_data(tensor.to(device, dtype));
}

void Module::requires_grad(bool on) {
  for (auto& [name, tensor] : named_parameters()) tensor.set_requires_grad(on);
}

std::int64_t Module::parameter_count() const {
  std::int64_t count = 0;
  for (const auto& [name, tensor] : named_parameters()) count += tensor.numel();
  return count;
}

}  // namespace vignette
