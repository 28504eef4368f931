#pragma once
// What Vignette computes with exported models. Free of LibTorch and Qt.

#include <filesystem>

namespace vignette {

/// Loads `folder`/{captioner, discriminator, clip}, which are Vignette's own directories, and writes
/// `folder`/expected.safetensors: inputs drawn from a fixed seed, and outputs.
void write_exported_figures(const std::filesystem::path& folder, const std::filesystem::path& captioner,
                            const std::filesystem::path& discriminator, const std::filesystem::path& clip);

}  // namespace vignette
