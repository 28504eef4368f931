#pragma once
// Why a file could not be written, in words.

#include <filesystem>
#include <string>

namespace vignette {

/// The system's reason (an errno) why `path` could not be made or written, with the free space where that is the
/// matter, and what to do: "No space left on device (3.1 MB are free there). Free some space". Ends with a period.
/// `path` need not exist.
std::string write_problem(const std::filesystem::path& path, int error);

}  // namespace vignette
