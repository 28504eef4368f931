#include "store/run_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "log/write_problem.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr double heartbeat_limit = 60;

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

/// flock without waiting: 0, or errno.
int try_lock(int descriptor, int kind) {
  return flock(descriptor, kind | LOCK_NB) == 0 ? 0 : errno;
}

/// Tries for a moment, because a process that only looks holds a shared lock for an instant.
int lock_exclusively(int descriptor) {
  int error = try_lock(descriptor, LOCK_EX);
  for (int attempt = 0; attempt < 10 && (error == EWOULDBLOCK || error == EINTR); ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    error = try_lock(descriptor, LOCK_EX);
  }
  return error;
}

}  // namespace

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::int64_t process_start(std::int64_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  if (!std::getline(file, line)) return 0;
  // The name, in brackets, may hold anything; the state after it is field 3, the start time field 22.
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string field;
  for (int number = 3; number < 22; ++number) fields >> field;
  std::int64_t start = 0;
  fields >> start;
  return start;
}

RunOwner this_process() {
  const auto pid = static_cast<std::int64_t>(getpid());
  return {host_name(), pid, process_start(pid), now_seconds()};
}

std::filesystem::path run_lock_file(const std::filesystem::path& store, RunId run) {
  return store.string() + ".runs/" + std::to_string(run) + ".lock";
}

RunLocks::~RunLocks() {
  for (const auto& [run, descriptor] : descriptors_) close(descriptor);
}

RunLocks::Outcome RunLocks::take(RunId run) {
  if (holds(run)) return Outcome::taken;
  const auto file = run_lock_file(store_, run);
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0)
    throw StoreError(file.string() + ": the run's lock cannot be made: " + write_problem(file, errno));
  const int error = lock_exclusively(descriptor);
  if (error == 0) {
    descriptors_[run] = descriptor;
    return Outcome::taken;
  }
  close(descriptor);
  return error == EWOULDBLOCK ? Outcome::held_elsewhere : Outcome::unsupported;
}

void RunLocks::drop(RunId run) {
  const auto found = descriptors_.find(run);
  if (found == descriptors_.end()) return;
  close(found->second);
  descriptors_.erase(found);
}

bool owner_lives(const std::filesystem::path& store, RunId run, const RunOwner& owner) {
  if (owner.host != host_name()) return now_seconds() - owner.heartbeat < heartbeat_limit;
  const int descriptor = open(run_lock_file(store, run).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const int error = try_lock(descriptor, LOCK_SH);
  close(descriptor);
  if (error == 0) return false;
  return error == EWOULDBLOCK || process_start(owner.pid) == owner.process_start;
}

}  // namespace vignette
