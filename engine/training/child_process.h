#pragma once
// A command that answers lines with lines. POSIX; free of LibTorch.

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// Runs a command line through /bin/sh -c in a process group of its own, so that Ctrl-C does not reach it, with every
/// other file of this process closed and signals as at login. One thread.
class ChildProcess {
 public:
  /// Throws std::runtime_error when no process can be made. A command that does not exist shows at the first exchange.
  explicit ChildProcess(const std::string& command_line);
  /// As finish(true).
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  enum class Outcome {
    answered,
    ended,      ///< it closed its output, as a process that ends does
    timed_out,  ///< the time was up first
    too_much    ///< more lines than were asked for, now or last time, or one longer than 4,096 bytes
  };
  /// Sends `input` and reads until `count` lines came. `poll` is called about ten times a second meanwhile; the time it
  /// takes (a pause) does not count, and what it throws passes through. A process that did not answer, or whose
  /// exchange was broken off, is of no more use.
  Outcome exchange(std::string_view input, std::size_t count, double seconds, const std::function<void()>& poll);
  /// Lines of the last exchange, without their ends.
  const std::vector<std::string>& lines() const { return lines_; }

  /// Ends the process and says how it ended: "exited with code 3", "was ended by signal 9 (Killed)". Its input is
  /// closed and, `gently`, it has a moment to end by itself; then the whole group gets SIGTERM and, half a second
  /// later, SIGKILL. Leaves no zombie.
  std::string finish(bool gently);
  /// The last 2,000 bytes that it wrote to its standard error.
  const std::string& last_words() const { return last_words_; }

 private:
  /// A descriptor that is closed once.
  class Descriptor {
   public:
    ~Descriptor() { close(); }
    void reset(int number);
    void close();
    int number() const { return number_; }
    bool open() const { return number_ >= 0; }

   private:
    int number_ = -1;
  };

  void wait_for_data(bool writes, int milliseconds) const;
  void send(std::string_view& rest);
  void read_output(std::size_t count);
  void read_error();
  bool ends_within(std::chrono::milliseconds time) const;

  pid_t pid_ = -1;
  Descriptor input_, output_, error_;
  std::string partial_, last_words_;
  std::vector<std::string> lines_;
  bool answered_before_ = false, too_much_ = false;
};

}  // namespace vignette
