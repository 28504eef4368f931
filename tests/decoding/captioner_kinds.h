#pragma once
// The encoder and the cross-attention captioner. Each returns what is wrong, empty if nothing. Free of Qt and LibTorch.

#include <filesystem>
#include <string>

namespace vignette {

/// Prefix, logits, loss and gradients against figures of torch and transformers. `kind`: "encoder", "cross_attention".
std::string kind_figures_problems(const std::string& kind);
/// Greedy captions and beams, ranked by summed log-probability.
std::string kind_decoding_problems(const std::string& kind);
/// Sampling draws the same captions in any batch, and the captions' log-probabilities are those of one teacher-forced
/// pass.
std::string kind_sampling_problems(const std::string& kind);
/// What is saved comes back, with its choices. `folder` is an empty one.
std::string kind_save_problems(const std::string& kind, const std::filesystem::path& folder);
/// Cross-attention added to a published GPT-2 leaves the rest as published.
std::string added_cross_attention_problems(const std::filesystem::path& folder);
/// The message that reading a captioner.json with this mapper gives; "none" without one.
std::string description_error(const std::filesystem::path& folder, const std::string& mapper);

}  // namespace vignette
