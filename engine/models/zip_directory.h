#pragma once
// The entries of an uncompressed zip archive, which is what torch.save writes.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "models/mapped_weights.h"

namespace vignette {

struct ZipEntry {
  char* data = nullptr;
  std::uint64_t size = 0;
};

/// Name without the archive's top folder -> entry inside the mapping. Throws WeightsError for a damaged, compressed or
/// zip64 archive.
std::map<std::string, ZipEntry> read_zip_directory(const MappedWeights& file);

}  // namespace vignette
