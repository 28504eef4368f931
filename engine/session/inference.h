#pragma once
// What inference on any thread begins and ends with. Free of LibTorch.

#include <string>

#include "session/jobs.h"

namespace vignette {

/// Sets LibTorch's thread count for the calling thread; 0: all cores but one, at least one.
void settle_inference(int threads);

/// Inside a catch block: throws JobCancelled for a cancelled decoding, an error of LibTorch as rethrow_for_users()
/// (training/failure_text.h) does, and everything else as it is.
[[noreturn]] void rethrow_readable();

/// "cpu", "cuda:0"…: what `device` means here ("auto" takes a GPU if there is one). Throws std::runtime_error,
/// GpuLost.
std::string resolve_device(const std::string& device);

/// Throws JobCancelled when `progress` answers false.
void report_progress(const ProgressFunction& progress, double fraction);

}  // namespace vignette
