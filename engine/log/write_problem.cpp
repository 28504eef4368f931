#include "log/write_problem.h"

#include <sys/resource.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "log/log.h"

namespace vignette {
namespace {

std::string size_text(double bytes) {
  char text[32];
  const bool large = bytes >= 1e9;
  std::snprintf(text, sizeof text, "%.1f %s", bytes / (large ? 1e9 : 1e6), large ? "GB" : "MB");
  return text;
}

/// " (3.1 MB are free there)", of the nearest folder that is there.
std::string free_space(std::filesystem::path path) {
  struct statvfs info {};
  std::error_code ignored;
  path = std::filesystem::absolute(path, ignored);
  while (statvfs(path.c_str(), &info) != 0) {
    if (!path.has_relative_path()) return {};
    path = path.parent_path();
  }
  return concat(" (", size_text(double(info.f_bavail) * double(info.f_frsize)), " are free there)");
}

std::string size_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return {};
  return concat(" (this process may write files of up to ", size_text(double(limit.rlim_cur)), ")");
}

}  // namespace

std::string write_problem(const std::filesystem::path& path, int error) {
  const auto reason = [error](const std::string& more, const char* advice) {
    return concat(std::strerror(error), more, ". ", advice);
  };
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return reason(free_space(path), "Free some space on that disk and try again.");
    case EFBIG:
      return reason(size_limit(), "Raise the limit (ulimit -f) or choose another disk, and try again.");
    case EROFS:
    case EACCES:
    case EPERM:
      return reason({}, "Allow writing there (the rights of the folder, or how its disk is mounted) and try again.");
    case ENOENT:
    case ENOTDIR:
      return reason({}, "Check that the folder is still there and try again.");
    default:
      return reason({}, "Check the disk and try again.");
  }
}

}  // namespace vignette
