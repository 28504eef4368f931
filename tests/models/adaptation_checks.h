#pragma once
// Checks of LoRA and activation checkpointing; each returns what is wrong, "" when nothing is. Free of LibTorch.

#include <filesystem>
#include <string>

namespace vignette {

/// Gradients with and without checkpointing, dropout on, are the same bits.
std::string checkpointed_gpt2_problems(bool half_precision);
std::string checkpointed_roberta_problems();
std::string checkpointed_clip_problems();

std::string adapter_target_problems();
/// An adapter at its start, its formula, and decoding with a cache against the merged model.
std::string adapter_problems();
/// Which parameters get gradients, with and without checkpointing.
std::string adapter_gradient_problems();
std::string adapter_file_problems(const std::filesystem::path& folder);

}  // namespace vignette
