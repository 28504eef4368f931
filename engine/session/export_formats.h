#pragma once
// Captioners in the forms of other programs. Free of LibTorch (the work is in library vignette_session).

#include <filesystem>

namespace vignette {

/// language_model/ and mapper.safetensors of ExportFormat::transformers, into the folder. `captioner`: a directory with
/// captioner.json. Throws WeightsError, std::runtime_error.
void write_for_transformers(const std::filesystem::path& captioner, const std::filesystem::path& folder);

/// ExportFormat::clipcap, with the tokenizer's files. Throws as the former, and for a mapper that ClipCap lacks.
void write_for_clipcap(const std::filesystem::path& captioner, const std::filesystem::path& folder);

}  // namespace vignette
