#pragma once
// Memory that a run needs against what the machine, or its container, has left.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace vignette {

/// Bytes that this process may still take: MemAvailable of /proc/meminfo, less where a control group allows less.
/// nullopt where neither tells. `root` stands for "/" (tests).
std::optional<std::int64_t> available_memory(const std::filesystem::path& root = "/");

/// nullopt when `needed` bytes fit; otherwise a sentence that says what is missing and what to do.
std::optional<std::string> memory_problem(std::int64_t needed, std::optional<std::int64_t> available);

}  // namespace vignette
