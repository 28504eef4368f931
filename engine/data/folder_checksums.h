#pragma once
// Tells whether the files of a folder are still as they were written.

#include <filesystem>
#include <string>

namespace vignette {

/// Writes checksums.json into `folder`: size and CRC-32 (zlib's) of every file in it and in the folders below. Throws
/// std::runtime_error naming the file.
void write_checksums(const std::filesystem::path& folder);

/// The first file of `folder` that is not as its checksums.json says, and how: "…/model.safetensors: holds 12 bytes,
/// 4096 were written". "" when all are, and when there is no checksums.json (older checkpoints).
std::string damage_in(const std::filesystem::path& folder);

}  // namespace vignette
