#pragma once
// Files that appear whole or not at all.

#include <filesystem>
#include <functional>
#include <string_view>

namespace vignette {

using ByteSink = std::function<void(std::string_view)>;

/// Calls `produce` with a sink that writes beside `file` (gathering small pieces), then syncs to the disk and renames.
/// Throws std::runtime_error naming the file and the system's reason; then, and when `produce` throws, `file` is
/// untouched.
void write_file_atomically(const std::filesystem::path& file, const std::function<void(const ByteSink&)>& produce);
void write_file_atomically(const std::filesystem::path& file, std::string_view content);

}  // namespace vignette
