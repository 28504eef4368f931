#pragma once
// Each compares a model with a case directory and returns what differs, empty if nothing.

#include <filesystem>
#include <string>

namespace vignette {

std::string gpt2_problems(const std::filesystem::path& directory);
std::string roberta_problems(const std::filesystem::path& directory);
std::string discriminator_problems(const std::filesystem::path& directory);
std::string clip_image_problems(const std::filesystem::path& directory);
std::string clip_text_problems(const std::filesystem::path& directory);
std::string likelihood_problems(const std::filesystem::path& directory, const std::string& mapper);
std::string sampled_log_probability_problems(const std::filesystem::path& directory);

}  // namespace vignette
