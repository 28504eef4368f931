#include "session/inference.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/Device.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <thread>

#include "decoding/decoding.h"
#include "log/log.h"
#include "training/failure_text.h"

namespace vignette {

void settle_inference(int threads) {
  const int all = static_cast<int>(std::thread::hardware_concurrency());
  at::set_num_threads(threads > 0 ? threads : std::max(1, all - 1));
}

void rethrow_readable() {
  try {
    throw;
  } catch (const Cancelled&) {
    throw JobCancelled();
  } catch (const c10::Error&) {
    rethrow_for_users(std::current_exception());
  }
}

std::string resolve_device(const std::string& device) {
  if (device.starts_with("cuda") || (device == "auto" && at::hasCUDA())) require_gpu();
  if (device == "auto") return at::hasCUDA() ? "cuda:0" : "cpu";
  const bool named = device == "cpu" || device.starts_with("cuda");
  if (!named) throw std::runtime_error(concat("there is no device \"", device, "\": use cpu, cuda, cuda:1 or auto"));
  if (device != "cpu" && !at::hasCUDA())
    throw std::runtime_error(
        concat("device ", device, " was asked for, but LibTorch finds no CUDA GPU: use cpu or auto"));
  return device;
}

void report_progress(const ProgressFunction& progress, double fraction) {
  if (progress && !progress(fraction)) throw JobCancelled();
}

}  // namespace vignette
