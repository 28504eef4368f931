#include "data/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <utility>

#include "log/log.h"
#include "log/write_problem.h"

namespace vignette {
namespace {

/// The file under another name; removed unless it was put in place.
class Draft {
 public:
  explicit Draft(const std::filesystem::path& file)
      : file_(file), path_(file.string() + ".part" + std::to_string(::getpid())) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor_ < 0) fail();
  }
  ~Draft() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!placed_) ::unlink(path_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  void add(std::string_view bytes) {
    pending_ += bytes;
    if (pending_.size() >= kBuffer) flush();
  }

  void put_in_place() {
    flush();
    if (::fsync(descriptor_) != 0) fail();
    const int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0 || ::rename(path_.c_str(), file_.c_str()) != 0) fail();
    placed_ = true;
  }

 private:
  static constexpr std::size_t kBuffer = 1 << 20;

  [[noreturn]] void fail() const {
    const int error = errno;
    throw std::runtime_error(concat("cannot write ", file_.string(), ": ", write_problem(file_, error)));
  }

  void flush() {
    std::string_view rest = pending_;
    while (!rest.empty()) {
      const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
      if (written < 0 && errno != EINTR) fail();
      if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
    pending_.clear();
  }

  std::filesystem::path file_, path_;
  int descriptor_ = -1;
  bool placed_ = false;
  std::string pending_;
};

}  // namespace

void write_file_atomically(const std::filesystem::path& file, const std::function<void(const ByteSink&)>& produce) {
  Draft draft(file);
  produce([&draft](std::string_view bytes) { draft.add(bytes); });
  draft.put_in_place();
}

void write_file_atomically(const std::filesystem::path& file, std::string_view content) {
  write_file_atomically(file, [content](const ByteSink& sink) { sink(content); });
}

}  // namespace vignette
