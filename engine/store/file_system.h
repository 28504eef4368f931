#pragma once
// Which file system a path is on, and whether SQLite's write-ahead log can be trusted there.

#include <filesystem>
#include <string>

namespace vignette {

struct FileSystem {
  std::string name;      ///< "NFS", "SMB", …; "" for a local one
  bool network = false;  ///< shared memory and locks are not reliable: no write-ahead log
};

/// By the number that statfs(2) reports.
FileSystem classify_file_system(unsigned long magic);

/// Of the file, or of its folder when there is no such file yet. An unknown one counts as local.
FileSystem file_system_of(const std::filesystem::path& file);

}  // namespace vignette
