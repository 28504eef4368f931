#include "data/mapped_weights.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "data/weights_error.h"
#include "log/log.h"

namespace vignette {

MappedWeights::MappedWeights(const std::filesystem::path& file, std::uint64_t minimum) : name_(file.string()) {
  // Without O_NONBLOCK a pipe would wait for its writer.
  const int descriptor = ::open(name_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0)
    throw WeightsError(concat(name_, ": cannot be opened: ", std::strerror(errno), ". Check the path."));
  struct stat status{};
  const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  size_ = regular ? static_cast<std::uint64_t>(status.st_size) : 0;
  void* base = MAP_FAILED;
  if (size_ >= minimum) base = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0);
  const int reason = errno;
  ::close(descriptor);
  if (size_ < minimum)
    throw WeightsError(concat(name_, ": expected a file of at least ", minimum, " bytes, got ", size_,
                              ". The file is truncated or no regular file; copy it again."));
  if (base == MAP_FAILED) throw WeightsError(concat(name_, ": cannot be mapped: ", std::strerror(reason), "."));
  data_ = static_cast<char*>(base);
}

MappedWeights::~MappedWeights() {
  ::munmap(data_, size_);
}

void MappedWeights::release(std::uint64_t begin, std::uint64_t end) const {
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  begin -= begin % page;
  if (begin < end) ::madvise(data_ + begin, end - begin, MADV_DONTNEED);
}

}  // namespace vignette
