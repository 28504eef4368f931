#include "training/gpu.h"

#include <ATen/Context.h>

namespace vignette {

bool gpu_found() {
  return at::hasCUDA();
}

}  // namespace vignette
