#pragma once
// A model's file or folder: what it is, read from its headers and config.json alone. Free of LibTorch; any thread.

#include <cstdint>
#include <filesystem>

#include "data/model_description.h"
#include "data/weight_files.h"

namespace vignette {

/// A weight file (.safetensors, .pt, .pth, .bin, .ckpt), or a folder with config.json or captioner.json and weights.
/// Its kind is unknown where it is nothing that Vignette knows; `problem` says what keeps a known model from being
/// opened: weights that are missing, truncated, still being downloaded, links to nowhere. Never throws for what is in
/// the files, and reads no tensor.
ModelDescription describe_model(const std::filesystem::path& path);

/// Names and shapes of what open_weights() found.
WeightShapes shapes_of(const WeightFiles& files);

/// True for a name that ends as weight files do.
bool is_weight_file_name(const std::filesystem::path& path);

/// Bytes of the file, or of the regular files (links followed) directly in the folder.
std::uint64_t model_bytes(const std::filesystem::path& path);

}  // namespace vignette
