#pragma once
// The one log of the program. Free of spdlog (whose fmt clashes with LibTorch's): only log.cpp includes it.

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

namespace vignette {

enum class LogLevel { debug, info, warning, error };

struct LogRecord {
  LogLevel level = LogLevel::info;
  std::chrono::system_clock::time_point time;
  std::string text;
};

/// Joins anything that can be streamed into one string, for log lines and error texts.
template <class... Parts>
std::string concat(const Parts&... parts) {
  std::ostringstream out;
  (out << ... << parts);
  return std::move(out).str();
}

/// Writes one record to every sink. Any thread. Never throws.
void log(LogLevel level, std::string_view text) noexcept;
inline void log_debug(std::string_view text) noexcept {
  log(LogLevel::debug, text);
}
inline void log_info(std::string_view text) noexcept {
  log(LogLevel::info, text);
}
inline void log_warning(std::string_view text) noexcept {
  log(LogLevel::warning, text);
}
inline void log_error(std::string_view text) noexcept {
  log(LogLevel::error, text);
}

/// Starts the program's rotating log file (5 MiB × 3) and, when `to_stderr`, messages on stderr from `stderr_level` up.
/// Call once at start, from main(). Throws std::runtime_error naming the file if it cannot be opened.
void start_program_log(const std::filesystem::path& file, bool to_stderr, LogLevel stderr_level = LogLevel::info);

/// While alive, records logged by the thread that made it (and by threads that call join()) also go to `file`.
class RunLog {
 public:
  /// Appends to `file`, whose folder is made if missing. Throws std::runtime_error naming the file if it cannot be
  /// opened.
  explicit RunLog(const std::filesystem::path& file);
  ~RunLog();
  /// From now on the calling thread's records go to the file too. Once per thread, any thread, while this lives.
  void join();
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// While alive, `sink` is called with each record, on the logging thread: it must be quick and must not log.
class LogSubscription {
 public:
  explicit LogSubscription(std::function<void(const LogRecord&)> sink);
  ~LogSubscription();
  LogSubscription(const LogSubscription&) = delete;
  LogSubscription& operator=(const LogSubscription&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
