#pragma once
// Each returns what is wrong, empty if nothing. Free of LibTorch.

#include <filesystem>
#include <string>

namespace vignette {

/// Features of the case of that name in goldens/encoders.json; its weights are written into `folder` under the names
/// they have there.
std::string clip_case_problems(const std::string& name, const std::filesystem::path& folder);
std::string blip_case_problems(const std::string& name, const std::filesystem::path& folder);
/// What is saved gives the same features again.
std::string saved_clip_problems(const std::string& name, const std::filesystem::path& folder);
std::string inferred_sizes_problems(const std::filesystem::path& folder);
std::string preprocessing_problems(const std::filesystem::path& folder);
/// A convolution of no pixels is refused.
std::string empty_kernel_problems(const std::filesystem::path& folder);
/// The messages of what an encoder lacks.
std::string texts_of_blip_error(const std::filesystem::path& folder);
std::string pooled_resnet_error(const std::filesystem::path& folder);
std::string foreign_file_error(const std::filesystem::path& folder);

}  // namespace vignette
