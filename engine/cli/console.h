#pragma once
// Where the commands print: results on stdout, messages and progress on stderr.

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace vignette {

enum ExitCode { exit_done = 0, exit_usage = 2, exit_bad_input = 3, exit_failed_run = 4, exit_interrupted = 130 };

/// A command line that CLI11 accepts but that makes no sense: exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Something wrong in a file or on stdin: exit code 3.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Json = nlohmann::ordered_json;

/// Any thread.
class Console {
 public:
  Console();

  /// One JSON object and a line end on stdout, at once. Numbers that are none (NaN) become null.
  void json(const Json& object);
  /// A line on stdout.
  void print(std::string_view text);
  /// A line on stderr.
  void say(std::string_view text);
  /// Progress on stderr: a bar on a terminal; otherwise a plain line now and then. `fraction` < 0: unknown.
  void progress(double fraction, std::string_view text);
  /// From now on say() and progress() keep silent: another process speaks for this one.
  void mute();
  /// Takes the bar away.
  void end_progress();
  /// False once stdout cannot be written any more (its reader has gone).
  bool stdout_open() const;

 private:
  void clear_bar();
  mutable std::mutex mutex_;
  bool terminal_ = false, bar_shown_ = false, muted_ = false;
  std::chrono::steady_clock::time_point last_progress_;
};

/// "1.234", "-" for NaN.
std::string short_number(double value);
/// "0:42", "3:07", "1:02:03".
std::string clock_text(double seconds);
/// A JSON string a line from stdin. Throws InputError naming the line.
std::vector<std::string> read_json_strings();

}  // namespace vignette
