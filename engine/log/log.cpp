#include "log/log.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include <spdlog/details/log_msg.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace vignette {
namespace {

constexpr std::size_t kProgramLogBytes = 5u << 20;
constexpr std::size_t kRotatedFiles = 2;  // besides the one being written
constexpr char kFilePattern[] = "%Y-%m-%d %H:%M:%S.%e [%l] %v";
constexpr char kStderrPattern[] = "%l: %v";

using SinkPtr = std::shared_ptr<spdlog::sinks::sink>;
using Receiver = std::function<void(const LogRecord&)>;

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

struct Sinks {
  std::mutex mutex;
  std::vector<SinkPtr> program;
  std::vector<std::shared_ptr<const Receiver>> receivers;
};

// Never destroyed: threads may log while the program's statics go away.
Sinks& sinks() {
  static Sinks* const instance = new Sinks;
  return *instance;
}

// The run logs that the current thread writes to; those whose RunLog has gone are expired.
thread_local std::vector<std::weak_ptr<spdlog::sinks::sink>> thread_run_sinks;

void drop_expired_run_sinks() {
  std::erase_if(thread_run_sinks, [](const auto& sink) { return sink.expired(); });
}

// A sink that fails (disk full) must not keep the others from their record, nor the caller from its work.
void write_to(const SinkPtr& sink, const spdlog::details::log_msg& message) noexcept {
  try {
    if (!sink->should_log(message.level)) return;
    sink->log(message);
    if (message.level >= spdlog::level::info) sink->flush();
  } catch (...) {
    std::fputs("vignette: a log file cannot be written\n", stderr);
  }
}

void deliver(const Receiver& receiver, const LogRecord& record) noexcept {
  try {
    receiver(record);
  } catch (...) {
    std::fputs("vignette: a log subscriber threw an exception\n", stderr);
  }
}

SinkPtr with_pattern(SinkPtr sink, const char* pattern) {
  sink->set_formatter(std::make_unique<spdlog::pattern_formatter>(pattern));
  return sink;
}

void make_parent_directory(const std::filesystem::path& file) {
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
}

template <class Make>
SinkPtr open_sink(const std::filesystem::path& file, Make make) {
  try {
    make_parent_directory(file);
    return with_pattern(make(), kFilePattern);
  } catch (const std::exception& error) {
    throw std::runtime_error(concat("cannot open the log file ", file.string(), ": ", error.what(),
                                    "; check that its folder exists and is writable"));
  }
}

}  // namespace

void log(LogLevel level, std::string_view text) noexcept {
  try {
    const auto now = std::chrono::system_clock::now();
    const spdlog::details::log_msg message(now, {}, "vignette", to_spdlog(level), {text.data(), text.size()});
    Sinks& all = sinks();
    std::vector<std::shared_ptr<const Receiver>> receivers;
    {
      const std::lock_guard lock(all.mutex);
      for (const SinkPtr& sink : all.program) write_to(sink, message);
      receivers = all.receivers;
    }
    for (const auto& run_sink : thread_run_sinks) {
      if (const SinkPtr sink = run_sink.lock()) write_to(sink, message);
    }
    if (receivers.empty()) return;
    const LogRecord record{level, now, std::string(text)};
    for (const auto& receiver : receivers) deliver(*receiver, record);
  } catch (...) {
    std::fputs("vignette: a log record was lost\n", stderr);
  }
}

void start_program_log(const std::filesystem::path& file, bool to_stderr, LogLevel stderr_level) {
  std::vector<SinkPtr> program;
  program.push_back(open_sink(file, [&] {
    return std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), kProgramLogBytes, kRotatedFiles);
  }));
  if (to_stderr) {
    auto sink = with_pattern(std::make_shared<spdlog::sinks::stderr_sink_mt>(), kStderrPattern);
    sink->set_level(to_spdlog(stderr_level));
    program.push_back(std::move(sink));
  }
  const std::lock_guard lock(sinks().mutex);
  sinks().program = std::move(program);
}

struct RunLog::Impl {
  SinkPtr sink;
};

RunLog::RunLog(const std::filesystem::path& file) : impl_(std::make_unique<Impl>()) {
  impl_->sink = open_sink(file, [&] { return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()); });
  join();
}

RunLog::~RunLog() {
  impl_.reset();
  drop_expired_run_sinks();
}

void RunLog::join() {
  drop_expired_run_sinks();
  thread_run_sinks.push_back(impl_->sink);
}

struct LogSubscription::Impl {
  std::shared_ptr<const Receiver> receiver;
};

LogSubscription::LogSubscription(std::function<void(const LogRecord&)> sink) : impl_(std::make_unique<Impl>()) {
  impl_->receiver = std::make_shared<const Receiver>(std::move(sink));
  const std::lock_guard lock(sinks().mutex);
  sinks().receivers.push_back(impl_->receiver);
}

LogSubscription::~LogSubscription() {
  const std::lock_guard lock(sinks().mutex);
  std::erase(sinks().receivers, impl_->receiver);
}

}  // namespace vignette
