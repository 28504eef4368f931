#pragma once
// Noise, offset, paired choice and partial freezing; each returns what is wrong, "" when nothing is. Free of LibTorch.

#include <string>

namespace vignette {

std::string gaussian_noise_problems();
std::string ball_noise_problems();
std::string modality_offset_problems();
std::string target_row_problems();
/// training.language_model_freezing and training.freeze_language_model on a GPT-2 of four blocks.
std::string freezing_problems();
/// Ids to learn of a captioner whose captions end by token.
std::string whole_caption_problems(const std::string& tokenizer_directory);

}  // namespace vignette
