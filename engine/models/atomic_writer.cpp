#include "models/atomic_writer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "log/log.h"
#include "log/write_problem.h"
#include "models/safetensors.h"

namespace vignette {

AtomicWriter::AtomicWriter(std::filesystem::path file) : file_(std::move(file)) {
  std::string name = file_.string() + ".XXXXXX";
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) fail("cannot be created");
  temporary_ = name;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor_, 0666 & ~mask);
}

AtomicWriter::~AtomicWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicWriter::write(const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t written = ::write(descriptor_, at, std::min<std::size_t>(size, 1u << 30));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot be written");
    at += written;
    size -= static_cast<std::size_t>(written);
  }
}

void AtomicWriter::commit() {
  if (::fsync(descriptor_) != 0) fail("cannot be flushed to disk");
  ::close(std::exchange(descriptor_, -1));
  if (::rename(temporary_.c_str(), file_.c_str()) != 0) fail("cannot be put in place");
  temporary_.clear();
}

void AtomicWriter::fail(std::string_view action) const {
  const int error = errno;
  throw WeightsError(concat(file_.string(), ": ", action, ": ", write_problem(file_, error)));
}

void write_text_atomically(const std::filesystem::path& file, std::string_view text) {
  AtomicWriter output(file);
  output.write(text.data(), text.size());
  output.commit();
}

}  // namespace vignette
