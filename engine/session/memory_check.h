#pragma once
// Memory that a run needs against what the machine, or its container, has left.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "recipe/recipe.h"

namespace vignette {

/// Bytes that this process may still take: MemAvailable of /proc/meminfo, less where a control group or a limit of the
/// process's address space (ulimit -v) allows less. nullopt where none tells. `root` stands for "/" (tests).
std::optional<std::int64_t> available_memory(const std::filesystem::path& root = "/");

/// Bytes of memory that this process holds, and the most that it ever held. nullopt where /proc does not tell.
struct ProcessMemory {
  std::int64_t now = 0, peak = 0;
};
std::optional<ProcessMemory> process_memory(const std::filesystem::path& root = "/");

/// "1.5 GB", "20 MB"
std::string gigabytes(std::int64_t bytes);

/// nullopt when `needed` bytes fit; otherwise a sentence that says what is missing and what to do.
std::optional<std::string> memory_problem(std::int64_t needed, std::optional<std::int64_t> available);

/// Smaller forms of `recipe` that `estimate` holds to fit into `bytes`, each by itself, as a sentence: "What would fit:
/// training.batch_size = 4 with training.accumulation = 2 (up to 1.2 GB), …". Says so when none does. `recipe` is one
/// that `estimate` can read.
std::string what_would_fit(const Recipe& recipe, const std::function<std::int64_t(const Recipe&)>& estimate,
                           std::int64_t bytes);

}  // namespace vignette
