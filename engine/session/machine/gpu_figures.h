#pragma once
// What the NVIDIA driver says of this machine's GPUs, through its management library (NVML), which is opened at run
// time: nothing of it is needed to build or to run where there is none.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vignette {

struct GpuFigures {
  std::string name;
  std::int64_t memory_used = 0, memory_total = 0;  ///< bytes
  std::optional<double> utilisation;               ///< 0 to 1, over the driver's last sample period
  std::optional<double> temperature;               ///< degrees Celsius
  std::optional<double> power;                     ///< watts
};

/// One thread at a time.
class GpuReader {
 public:
  explicit GpuReader(const std::string& library = "libnvidia-ml.so.1");
  ~GpuReader();
  GpuReader(const GpuReader&) = delete;
  GpuReader& operator=(const GpuReader&) = delete;

  std::vector<GpuFigures> read();
  /// Why read() gives nothing: "no NVIDIA driver", or what NVML reported; "" when it works.
  const std::string& problem() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
