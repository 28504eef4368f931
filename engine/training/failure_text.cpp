#include "training/failure_text.h"

#include <ATen/DeviceAccelerator.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <mutex>
#include <new>

#include "log/log.h"
#include "training/run_failures.h"

namespace vignette {
namespace {

/// cudaErrorECCUncorrectable, …NvlinkUncorrectable, …Contained, …IllegalAddress, …LaunchTimeout, …ContextIsDestroyed,
/// …Assert, …HardwareStackError, …IllegalInstruction, …MisalignedAddress, …InvalidAddressSpace, …InvalidPc,
/// …LaunchFailure, …TensorMemoryLeak, …Unknown.
constexpr std::array lost_codes = {214, 220, 226, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 721, 999};

/// The same in words, for errors that come without a code, and what cuBLAS and cuDNN say after them.
constexpr std::array lost_phrases = {
    "an illegal memory access",       "device-side assert",
    "unspecified launch failure",     "misaligned address",
    "an illegal instruction",         "invalid program counter",
    "hardware stack error",           "operation not supported on global/shared address space",
    "uncorrectable ECC error",        "uncorrectable NVLink error",
    "the launch timed out",           "context is destroyed",
    "CUBLAS_STATUS_EXECUTION_FAILED", "CUDNN_STATUS_EXECUTION_FAILED"};

std::mutex loss_mutex;
std::string loss;

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

bool holds(const std::string& text, const char* part) {
  return text.find(part) != text.npos;
}

bool loses_gpu(const std::exception& failure, const std::string& text) {
  if (dynamic_cast<const GpuLost*>(&failure) != nullptr) return true;
  if (const auto* error = dynamic_cast<const c10::AcceleratorError*>(&failure))
    if (std::find(lost_codes.begin(), lost_codes.end(), error->get_error_code()) != lost_codes.end()) return true;
  const bool of_cuda = dynamic_cast<const c10::Error*>(&failure) != nullptr && holds(text, "CUDA error");
  return of_cuda &&
         std::any_of(lost_phrases.begin(), lost_phrases.end(), [&](const char* phrase) { return holds(text, phrase); });
}

bool is_memory(const std::exception& failure, const std::string& text) {
  if (dynamic_cast<const std::bad_alloc*>(&failure) || dynamic_cast<const c10::OutOfMemoryError*>(&failure))
    return true;
  return dynamic_cast<const c10::Error*>(&failure) != nullptr &&
         (holds(text, "allocate memory") || holds(text, "not enough memory") || holds(text, "out of memory"));
}

/// "…you tried to allocate 4096 bytes", "…Tried to allocate 2.00 GiB"; 0 where no figure stands.
std::int64_t bytes_asked(const std::string& text) {
  const std::string before = "tried to allocate ", capital = "Tried to allocate ";
  auto at = text.find(before);
  if (at == text.npos) at = text.find(capital);
  if (at == text.npos) return 0;
  const char* figure = text.c_str() + at + before.size();
  char* unit = nullptr;
  const double number = std::strtod(figure, &unit);
  static const std::map<std::string, double> sizes = {{"KiB", 0x1p10}, {"MiB", 0x1p20}, {"GiB", 0x1p30}};
  const auto size = sizes.find(std::string(unit).substr(1, 3));
  return static_cast<std::int64_t>(number * (size == sizes.end() ? 1 : size->second));
}

bool of_gpu(const std::exception& failure, const std::string& text) {
  return dynamic_cast<const c10::OutOfMemoryError*>(&failure) != nullptr || holds(text, "CUDA");
}

/// Of the GPU in use; 0 where it cannot be told.
std::int64_t gpu_peak() {
  try {
    if (!at::accelerator::isAccelerator(at::kCUDA)) return 0;
    constexpr auto all = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    return at::accelerator::getDeviceStats(at::accelerator::getDeviceIndex()).allocated_bytes[all].peak;
  } catch (const std::exception&) {
    return 0;
  }
}

// LibTorch's without the backtrace.
std::string text_of(const std::exception& failure) {
  if (const auto* error = dynamic_cast<const c10::Error*>(&failure)) return error->what_without_backtrace();
  if (dynamic_cast<const std::bad_alloc*>(&failure)) return "memory ran out";
  return failure.what();
}

}  // namespace

void rethrow_for_users(std::exception_ptr failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const MemoryRanOut&) {
    throw;
  } catch (const std::exception& error) {
    const auto text = text_of(error);
    if (loses_gpu(error, text)) {
      const std::lock_guard lock(loss_mutex);
      if (loss.empty()) loss = first_line(text);
      throw GpuLost(concat(first_line(text),
                           ". After this error the process cannot use the GPU any more: end Vignette, start it again "
                           "and go on with the run. With CUDA_LAUNCH_BLOCKING=1 in its environment the error comes "
                           "where it arises. Until then runs on the processor (device = \"cpu\") go on working"));
    }
    if (is_memory(error, text))
      throw MemoryRanOut(first_line(text), bytes_asked(text), of_gpu(error, text) ? gpu_peak() : 0);
    throw std::runtime_error(text);
  }
}

std::string gpu_loss() {
  const std::lock_guard lock(loss_mutex);
  return loss;
}

void require_gpu() {
  if (const auto why = gpu_loss(); !why.empty())
    throw GpuLost(concat("device: this process lost the GPU (", why,
                         "): end Vignette and start it again, or take device = \"cpu\""));
}

}  // namespace vignette
