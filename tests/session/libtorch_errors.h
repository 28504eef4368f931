#pragma once
// Throws what LibTorch throws. Free of LibTorch.

#include <cstdint>
#include <string>

namespace vignette {

/// c10::AcceleratorError with a code of the CUDA runtime.
[[noreturn]] void throw_accelerator_error(std::int32_t code, const std::string& text);
/// c10::Error
[[noreturn]] void throw_libtorch_error(const std::string& text);
/// c10::OutOfMemoryError
[[noreturn]] void throw_gpu_out_of_memory(const std::string& text);

}  // namespace vignette
