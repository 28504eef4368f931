#include "session/libtorch_errors.h"

#include <c10/util/Exception.h>

namespace vignette {
namespace {

constexpr c10::SourceLocation here{"launch", "CUDAException.cpp", 44};

}  // namespace

void throw_accelerator_error(std::int32_t code, const std::string& text) {
  throw c10::AcceleratorError(here, code, text);
}

void throw_libtorch_error(const std::string& text) {
  throw c10::Error(here, text);
}

void throw_gpu_out_of_memory(const std::string& text) {
  throw c10::OutOfMemoryError(here, text);
}

}  // namespace vignette
