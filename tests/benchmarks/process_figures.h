#pragma once
// What a benchmark's own process takes.

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

namespace vignette {

/// Seconds of a clock that does not jump.
inline double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A line of /proc/self/status ("VmRSS", "VmHWM"), in MB.
inline double megabytes(const std::string& name) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(name + ":")) return std::strtod(line.c_str() + name.size() + 1, nullptr) / 1024;
  return 0;
}

}  // namespace vignette
