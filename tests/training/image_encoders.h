#pragma once
// Small image encoders beside CLIP. Free of LibTorch.

#include <filesystem>

namespace vignette {

/// Writes BLIP's image tower with random weights under its authors' names: pictures of 32 pixels a side, features
/// of 64.
void write_blip(const std::filesystem::path& file);

}  // namespace vignette
