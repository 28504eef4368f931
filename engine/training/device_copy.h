#pragma once
// Batches on their way to the device.

#include <ATen/core/Tensor.h>

namespace vignette {

/// `batch` on `device`. To a GPU it goes through pinned memory and does not make the processor wait; the allocator of
/// pinned memory keeps it until the copy is done. On the processor: `batch` itself.
at::Tensor copy_to_device(const at::Tensor& batch, const at::Device& device);

}  // namespace vignette
