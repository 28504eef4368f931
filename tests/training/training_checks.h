#pragma once
// Checks of single parts that need LibTorch; each returns what is wrong, "" when nothing is. Free of LibTorch.

#include <filesystem>
#include <string>

namespace vignette {

std::string advantage_problems();
std::string clip_score_problems();
std::string weighted_sum_problems();
std::string clipping_problems();
std::string captions_from_drawn_problems(const std::filesystem::path& goldens);
std::string log_probability_problems(const std::filesystem::path& goldens);
std::string through_sampling_problems(const std::filesystem::path& goldens);
std::string caption_target_problems(const std::filesystem::path& goldens);
std::string checkpoint_problems(const std::filesystem::path& folder);
std::string pair_figure_problems();
std::string reseed_problems();

}  // namespace vignette
