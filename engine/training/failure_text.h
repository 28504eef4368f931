#pragma once
// LibTorch's exceptions as errors for users.

#include <exception>
#include <string>

namespace vignette {

/// Throws `failure` again for users: MemoryRanOut, GpuLost, otherwise std::runtime_error (LibTorch's without
/// backtrace). GpuLost for the errors of the CUDA runtime after which the process has to be started anew (CUDA Runtime
/// API, cudaError_t): an illegal address, a failed assertion in a kernel, an uncorrectable memory error and the like.
/// From then on the GPU counts as lost to this process.
[[noreturn]] void rethrow_for_users(std::exception_ptr failure);

/// Why this process cannot use its GPU any more, "" while it can. Any thread.
std::string gpu_loss();

/// Throws GpuLost once the GPU is lost: before work is begun there.
void require_gpu();

}  // namespace vignette
