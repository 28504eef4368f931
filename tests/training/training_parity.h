#pragma once
// Training against figures printed by the original programs. Each returns what differs, "" when all agrees. Free of
// LibTorch.

#include <filesystem>
#include <string>

namespace vignette {

std::string optimizer_problems(const std::filesystem::path& directory);
std::string schedule_problems(const std::filesystem::path& directory);
std::string aggregation_problems(const std::filesystem::path& directory);
std::string reward_problems(const std::filesystem::path& directory);
std::string critic_reward_problems(const std::filesystem::path& directory);
std::string critic_loss_problems(const std::filesystem::path& directory);
std::string combined_loss_problems(const std::filesystem::path& directory);
std::string reward_weight_problems(const std::filesystem::path& directory);
/// `name`: "cgtgan_train_acc1.json" or "…acc2.json".
std::string training_steps_problems(const std::filesystem::path& directory, const std::string& name);
/// Ids of OpenAI's tokenizer, mojibake and rare forms left out.
std::string openai_text_problems(const std::filesystem::path& directory);
std::string likelihood_loss_problems(const std::filesystem::path& directory, const std::string& mapper);

}  // namespace vignette
