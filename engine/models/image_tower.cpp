#include "models/image_tower.h"

#include <stdexcept>

#include "log/log.h"

namespace vignette {

at::Tensor ImageTower::encode(const at::Tensor& pixels, ImageFeatures features) const {
  const std::int64_t size = image_size();
  if (pixels.dim() != 4 || pixels.size(1) != 3 || pixels.size(2) != size || pixels.size(3) != size)
    throw std::invalid_argument(concat("CLIP: expected pixels [B, 3, ", size, ", ", size, "], got ", pixels.sizes()));
  return forward(pixels, features);
}

}  // namespace vignette
