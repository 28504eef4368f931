#pragma once
// BLIP's image tower (Li et al. 2022, arXiv 2201.12086), by itself.

#include <filesystem>
#include <memory>

#include "models/vision_transformer.h"

namespace vignette {

/// True for a Hugging Face directory whose config.json says BLIP, and for a file with BLIP's original names
/// ("visual_encoder.…"). Throws WeightsError for what cannot be read.
bool is_blip(const std::filesystem::path& directory_or_file);

/// Sizes as config.json or the tensors' shapes say. Throws WeightsError.
VisionTransformerConfig blip_vision_config(const std::filesystem::path& directory_or_file);

/// Its features, projected and pooled alike, are the class token's last state behind the final LayerNorm, once: what
/// LAVIS' extract_features gives (Hugging Face's pooler output is normalised twice). Throws WeightsError.
std::unique_ptr<ImageTower> load_blip_vision(const std::filesystem::path& directory_or_file);

}  // namespace vignette
