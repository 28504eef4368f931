// Zip archives, as torch.save and numpy.savez write them.
#include "data/zip_directory.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(zip_directory) {
  constexpr std::uint64_t kMost = 1 << 20;
  const auto archive = text_of(bytes);
  try {
    for (const auto& [name, entry] : read_zip_directory(archive, "file")) {
      require(entry.data.empty() || (entry.data.data() >= archive.data() &&
                                     entry.data.data() + entry.data.size() <= archive.data() + archive.size()),
              "an entry lies outside of the archive");
      if (entry.packed) require(unpack(entry, "file", kMost).size() == entry.size, "an entry is not whole");
    }
  } catch (const ArchiveError& error) {
    require(std::string_view(error.what()).starts_with("file: "), "an error does not name its file");
  }
}
