#include "training/device_copy.h"

namespace vignette {

at::Tensor copy_to_device(const at::Tensor& batch, const at::Device& device) {
  if (!device.is_cuda() || !batch.is_cpu()) return batch.to(device);
  return batch.pin_memory().to(device, /*non_blocking=*/true);
}

}  // namespace vignette
