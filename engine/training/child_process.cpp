#include "training/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <span>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include "log/log.h"

extern char** environ;

namespace vignette {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t longest_line = 4096, kept_of_error = 2000;
constexpr milliseconds poll_interval{100}, own_end{300}, polite_end{500};

[[noreturn]] void fail(const char* what, int code) {
  throw std::runtime_error(concat(what, ": ", std::generic_category().message(code)));
}

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("a pipe cannot be made", errno);
  }
  ~Pipe() {
    for (const int end : ends)
      if (end >= 0) close(end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  /// Gives one end away, not blocking.
  int take(std::size_t end) {
    const int number = std::exchange(ends[end], -1);
    fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK);
    return number;
  }
};

/// While it lives, a write to a pipe that nobody reads answers EPIPE and raises no SIGPIPE in this thread.
class NoBrokenPipeSignal {
 public:
  NoBrokenPipeSignal() {
    sigemptyset(&signal_);
    sigaddset(&signal_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &signal_, &before_);
  }
  ~NoBrokenPipeSignal() {
    const timespec at_once{};
    if (!was_pending_)
      while (sigtimedwait(&signal_, nullptr, &at_once) == -1 && errno == EINTR) continue;
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t signal_, before_;
  bool was_pending_ = false;
};

/// What posix_spawn is told.
class SpawnSettings {
 public:
  SpawnSettings(const Pipe& input, const Pipe& output, const Pipe& error) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input.ends[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, error.ends[1], STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t none, plain;
    sigemptyset(&none);
    sigemptyset(&plain);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD, SIGUSR1, SIGUSR2})
      sigaddset(&plain, number);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &plain);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  pid_t spawn(std::string command) {
    std::string shell = "/bin/sh", option = "-c";
    const std::array<char*, 4> arguments{shell.data(), option.data(), command.data(), nullptr};
    pid_t pid = -1;
    const int code = posix_spawn(&pid, shell.c_str(), &actions_, &attributes_, arguments.data(), environ);
    if (code != 0) fail("/bin/sh cannot be started", code);
    return pid;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

/// Bytes read; 0 at the end, -1 where nothing is there now.
ssize_t read_some(int descriptor, std::span<char> buffer) {
  for (;;) {
    const auto count = read(descriptor, buffer.data(), buffer.size());
    if (count >= 0) return count;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return -1;
    if (errno != EINTR) return 0;
  }
}

}  // namespace

void ChildProcess::Descriptor::reset(int number) {
  close();
  number_ = number;
}

void ChildProcess::Descriptor::close() {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

ChildProcess::ChildProcess(const std::string& command_line) {
  Pipe input, output, error;
  pid_ = SpawnSettings(input, output, error).spawn(command_line);
  input_.reset(input.take(1));
  output_.reset(output.take(0));
  error_.reset(error.take(0));
}

ChildProcess::~ChildProcess() {
  finish(true);
}

void ChildProcess::wait_for_data(bool writes, int milliseconds) const {
  std::array<pollfd, 3> files{
      {{output_.number(), POLLIN, 0}, {error_.number(), POLLIN, 0}, {writes ? input_.number() : -1, POLLOUT, 0}}};
  ::poll(files.data(), files.size(), milliseconds);
}

void ChildProcess::send(std::string_view& rest) {
  const NoBrokenPipeSignal guard;
  while (!rest.empty()) {
    const auto count = write(input_.number(), rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return;
    } else if (errno != EINTR) {  // it reads no more; whether it still answers, its output tells
      rest = {};
      input_.close();
    }
  }
}

void ChildProcess::read_output(std::size_t count) {
  std::array<char, 16384> buffer;
  while (output_.open() && !too_much_) {
    const auto got = read_some(output_.number(), buffer);
    if (got < 0) return;
    if (got == 0) output_.close();
    partial_.append(buffer.data(), static_cast<std::size_t>(got));
    std::size_t begin = 0;
    for (auto end = partial_.find('\n'); end != partial_.npos; end = partial_.find('\n', begin)) {
      lines_.push_back(partial_.substr(begin, end - begin));
      begin = end + 1;
    }
    partial_.erase(0, begin);
    too_much_ = lines_.size() > count || partial_.size() > longest_line;
  }
}

void ChildProcess::read_error() {
  std::array<char, 16384> buffer;
  while (error_.open()) {
    const auto got = read_some(error_.number(), buffer);
    if (got < 0) return;
    if (got == 0) error_.close();
    last_words_.append(buffer.data(), static_cast<std::size_t>(got));
    if (last_words_.size() > kept_of_error) last_words_.erase(0, last_words_.size() - kept_of_error);
  }
}

ChildProcess::Outcome ChildProcess::exchange(std::string_view input, std::size_t count, double seconds,
                                             const std::function<void()>& poll) {
  lines_.clear();
  if (std::exchange(answered_before_, true)) read_output(0);  // what the last exchange left over
  if (too_much_ || !partial_.empty()) return Outcome::too_much;
  auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  auto next_poll = Clock::now() + poll_interval;
  if (!input_.open()) input = {};
  for (;;) {
    if (!input.empty()) send(input);
    read_error();
    read_output(count);
    if (too_much_) return Outcome::too_much;
    if (lines_.size() == count) return Outcome::answered;
    if (!output_.open()) return Outcome::ended;
    const auto now = Clock::now();
    if (now >= deadline) return Outcome::timed_out;
    if (now >= next_poll) {
      poll();
      deadline += Clock::now() - now;
      next_poll = Clock::now() + poll_interval;
    }
    const auto pause = std::chrono::ceil<milliseconds>(std::min(deadline, next_poll) - Clock::now());
    wait_for_data(!input.empty(), std::max(0, static_cast<int>(pause.count())));
  }
}

bool ChildProcess::ends_within(milliseconds time) const {
  for (const auto deadline = Clock::now() + time;; std::this_thread::sleep_for(milliseconds(5))) {
    siginfo_t info{};
    // Without reaping: while the process is not collected, its group's number belongs to nobody else.
    if (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0) return errno != EINTR;
    if (info.si_pid == pid_) return true;
    if (Clock::now() >= deadline) return false;
  }
}

std::string ChildProcess::finish(bool gently) {
  if (pid_ < 0) return {};
  input_.close();
  if (!ends_within(gently ? own_end : milliseconds(0))) {
    kill(-pid_, SIGTERM);
    ends_within(polite_end);
  }
  read_error();
  kill(-pid_, SIGKILL);
  int status = 0;
  while (waitpid(pid_, &status, 0) == -1 && errno == EINTR) continue;
  pid_ = -1;
  output_.close();
  error_.close();
  if (WIFSIGNALED(status))
    return concat("was ended by signal ", WTERMSIG(status), " (", strsignal(WTERMSIG(status)), ")");
  return concat("exited with code ", WEXITSTATUS(status));
}

}  // namespace vignette
