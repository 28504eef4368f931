#pragma once
// The goldens' captioner as a directory, and their embeddings as a file. Free of LibTorch and Qt.

#include <filesystem>

namespace vignette {

/// From `case_directory`/{clipcap.json, clipcap_mlp.pt, tiny/gpt2} to `captioner` and `embeddings` (safetensors).
void write_captioner_fixture(const std::filesystem::path& case_directory, const std::filesystem::path& captioner,
                             const std::filesystem::path& embeddings);

}  // namespace vignette
