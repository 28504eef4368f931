#pragma once
// Files that appear whole or not at all. Internal to the data layer.

#include <filesystem>
#include <string_view>

namespace vignette {

/// Writes `content` beside `file`, syncs it to the disk and renames it. Throws std::runtime_error naming the file and
/// the system's reason.
void write_file_atomically(const std::filesystem::path& file, std::string_view content);

}  // namespace vignette
