#pragma once
// State dictionaries that torch.save wrote (zip archives since torch 1.6), read without running pickle code.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace vignette {

/// True when the file begins as a zip archive does. False for a file that cannot be read.
bool is_torch_archive(const std::filesystem::path& file);

/// Name -> tensor; dictionaries in the dictionary give names joined by '.'. Tensors share the mapped file: do not write
/// to them. Only the opcodes and the globals that a dictionary of tensors needs are understood; anything else in the
/// pickle is refused, never executed. Throws WeightsError naming the file and what was found.
std::map<std::string, at::Tensor> read_torch_archive(const std::filesystem::path& file);

}  // namespace vignette
