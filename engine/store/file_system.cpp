#include "store/file_system.h"

#include <sys/vfs.h>

namespace vignette {

FileSystem classify_file_system(unsigned long magic) {
  switch (magic) {
    case 0x6969:
      return {"NFS", true};
    case 0x517B:
    case 0xFE534D42:
    case 0xFF534D42:
      return {"SMB", true};
    case 0x5346414F:
      return {"AFS", true};
    case 0x73757245:
      return {"Coda", true};
    case 0x01021997:
      return {"9P", true};
    case 0x00C36400:
      return {"Ceph", true};
    case 0x0BD00BD0:
      return {"Lustre", true};
    case 0x47504653:
      return {"GPFS", true};
    case 0x65735546:
      return {"FUSE", true};  // sshfs and the like
    default:
      return {};
  }
}

FileSystem file_system_of(const std::filesystem::path& file) {
  struct statfs info {};
  const auto folder = std::filesystem::absolute(file).parent_path();
  if (statfs(file.c_str(), &info) != 0 && statfs(folder.c_str(), &info) != 0) return {};
  return classify_file_system(static_cast<unsigned long>(info.f_type) & 0xFFFFFFFFUL);
}

}  // namespace vignette
