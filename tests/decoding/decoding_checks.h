#pragma once
// Each returns what is wrong, empty if nothing.

#include <filesystem>
#include <string>

namespace vignette {

std::string greedy_problems(const std::filesystem::path& directory, const std::string& mapper);
std::string beam_problems(const std::filesystem::path& directory, const std::string& mapper);
std::string adversarial_greedy_problems(const std::filesystem::path& directory);

std::string literal_filter_problems();
std::string kept_token_problems();
std::string bad_option_problems();
std::string uniform_draw_problems();
std::string frequency_problems();
std::string batch_order_problems();
std::string mixed_batch_problems();
std::string cached_equals_uncached_problems();
std::string stop_and_limit_problems();
std::string cancel_problems();
std::string statistics_problems();
std::string token_choice_problems();
std::string packed_problems();
std::string dtype_problems();

std::string beam_scoring_problems();
std::string length_penalty_problems();
std::string diverse_beam_problems();
std::string required_word_problems();
std::string required_state_problems();
std::string bad_beam_option_problems();
std::string beam_batch_problems();

}  // namespace vignette
