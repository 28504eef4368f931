#pragma once
// What tells two versions of a file or folder apart, quick enough to be taken at every start of a run.

#include <filesystem>
#include <string>

namespace vignette {

/// A file of up to 64 MiB: "sha256:" and the digest of its bytes. A larger one: "sha256-parts:" and the digest of its
/// size, its first and last MiB and 64 blocks of 64 KiB spread evenly over the rest: retrained weights and another
/// edition of a data set differ there, a single flipped bit may not. A folder: "sha256-names:" and the digest of the
/// relative paths and sizes of its files, in order. Throws std::runtime_error naming what cannot be read.
std::string fingerprint(const std::filesystem::path& path);

}  // namespace vignette
