#pragma once
// The entries of a zip archive in memory, as torch.save and numpy.savez write them.

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace vignette {

/// what() names the file, what is wrong in it and what to do.
class ArchiveError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ZipEntry {
  std::string_view data;    ///< inside the archive; packed where `packed`
  std::uint64_t size = 0;   ///< bytes when unpacked
  std::uint64_t local = 0;  ///< offset of the entry's header in the archive
  bool packed = false;      ///< by deflate
};

/// Name without the archive's top folder -> entry. Throws ArchiveError for a damaged archive and for packing other
/// than deflate. Archives of 4 GiB and more (zip64) are read as others are.
std::map<std::string, ZipEntry> read_zip_directory(std::string_view archive, const std::string& origin);

/// The bytes of a packed entry. Throws ArchiveError when they are damaged, or more than `most`.
std::string unpack(const ZipEntry& entry, const std::string& origin, std::uint64_t most);

}  // namespace vignette
