#pragma once
// Copies the files of a folder, so that it is there whole or not at all.

#include <cstdint>
#include <filesystem>
#include <functional>

namespace vignette {

/// Bytes of all files in `folder` (or of the file); 0 when it is not there.
std::int64_t folder_bytes(const std::filesystem::path& folder);

/// Copies a folder (or a file) under a name of its own and renames it at the end; parents are made. `copied` gets the
/// bytes of each piece and may throw to stop. Throws StoreError naming the file; nothing half-written stays.
void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to,
                 const std::function<void(std::int64_t bytes)>& copied);

}  // namespace vignette
