#pragma once
// Failures that the session tells more of than their text. Free of LibTorch.

#include <cstdint>
#include <stdexcept>
#include <string>

namespace vignette {

/// Memory ran out.
class MemoryRanOut : public std::runtime_error {
 public:
  /// `asked`: bytes that could not be had, 0 if that is unknown. `gpu_peak`: most bytes that tensors took on the GPU
  /// whose memory ran out; 0 for the computer's.
  explicit MemoryRanOut(const std::string& what, std::int64_t asked = 0, std::int64_t gpu_peak = 0)
      : std::runtime_error(what), asked_(asked), gpu_peak_(gpu_peak) {}
  std::int64_t asked() const { return asked_; }
  std::int64_t gpu_peak() const { return gpu_peak_; }

 private:
  std::int64_t asked_, gpu_peak_;
};

/// An error after which this process cannot use the GPU any more; what() says so.
class GpuLost : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace vignette
