#pragma once
// Goldens as tensors. For the LibTorch side of tests.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "models/captioner.h"
#include "models/golden_cases.h"

namespace vignette {

/// Throws std::runtime_error when the file is missing or no JSON.
nlohmann::json read_golden(const std::filesystem::path& file);
/// Nested lists -> tensor of the same shape.
at::Tensor float_tensor(const nlohmann::json& list);
at::Tensor id_tensor(const nlohmann::json& list);
std::vector<double> numbers(const at::Tensor& tensor);
std::vector<std::int64_t> ids_of(const at::Tensor& tensor);
/// The captioner of clipcap_<kind>.pt over tiny/gpt2's config.
Captioner golden_captioner(const std::filesystem::path& directory, const std::string& kind);
/// Norms of the gradients against {"name": norm}; a name's first part may differ: `renamed` = {from, to}.
void check_gradient_norms(Problems& problems, const Module& module, const nlohmann::json& expected,
                          const std::vector<std::pair<std::string, std::string>>& renamed = {});

}  // namespace vignette
