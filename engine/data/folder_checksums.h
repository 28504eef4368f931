#pragma once
// Tells whether the files of a folder are still as they were written.

#include <filesystem>
#include <string>

namespace vignette {

inline constexpr const char* checksums_file = "checksums.json";

/// Writes checksums_file into `folder`: size and CRC-32 (zlib's) of every file in it and in the folders below. Throws
/// std::runtime_error naming the file.
void write_checksums(const std::filesystem::path& folder);

/// The first file of `folder` that is not as its checksums_file says, and how: "…/model.safetensors: holds 12 bytes,
/// 4096 were written". "" when all are, and when there is none (older checkpoints).
std::string damage_in(const std::filesystem::path& folder);

}  // namespace vignette
