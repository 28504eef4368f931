#pragma once
// Whether LibTorch finds a GPU here. Free of LibTorch.

namespace vignette {

bool gpu_found();

}  // namespace vignette
