#pragma once
// How busy this machine and this process are: processors, memory, disks, GPUs (Linux: /proc, statvfs, NVML).

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "session/machine/gpu_figures.h"

namespace vignette {

struct DiskFigures {
  std::string path;                  ///< asked for
  std::int64_t free = 0, total = 0;  ///< bytes; free: for this user
};

struct MachineFigures {
  double time = 0;  ///< seconds since 1970, UTC
  int processors = 0;
  double machine_busy = 0;  ///< share of all processors' time since the last sample, 0 to 1
  double process_busy = 0;  ///< processors that this process kept busy since the last sample: 1.5 = one and a half
  std::int64_t process_memory = 0;                 ///< resident bytes
  std::int64_t memory_used = 0, memory_total = 0;  ///< bytes; used: what is not available
  std::vector<DiskFigures> disks;                  ///< one of each file system
  std::vector<GpuFigures> gpus;
  std::string gpu_problem;  ///< why there are none
};

/// One thread at a time.
class MachineSampler {
 public:
  explicit MachineSampler(const std::string& nvml = "libnvidia-ml.so.1");
  ~MachineSampler();
  MachineSampler(const MachineSampler&) = delete;
  MachineSampler& operator=(const MachineSampler&) = delete;

  /// Takes well under 10 ms. Shares are since the call before (the first one: since it was made). Paths that are not
  /// there stand for their nearest folder that is.
  MachineFigures sample(const std::vector<std::filesystem::path>& paths);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// As one JSON object, and back. Throws std::invalid_argument.
std::string machine_figures_text(const MachineFigures& figures);
MachineFigures machine_figures_of(const std::string& text);

}  // namespace vignette
