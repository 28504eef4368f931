#pragma once
// Checks of what follows a score and of the critic that need LibTorch; each returns what is wrong, "" when nothing is.
// Free of LibTorch.

#include <filesystem>
#include <string>

namespace vignette {

std::string moving_average_problems();
std::string normalisation_problems();
std::string divergence_problems();
std::string entropy_problems();
std::string policy_pass_problems(const std::filesystem::path& goldens);

std::string critic_loss_value_problems(const std::filesystem::path& goldens);
std::string gradient_penalty_problems(const std::filesystem::path& goldens);
std::string spectral_norm_problems();
std::string spectral_critic_problems(const std::filesystem::path& goldens);

}  // namespace vignette
