#pragma once
// Tensors of weight files of every container that data/weight_files.h knows.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

#include "data/weight_files.h"

namespace vignette {

/// ScalarType of safetensors' dtype names. Throws std::out_of_range for a name that is none.
at::ScalarType scalar_type(const std::string& dtype);

/// Shares the mapped file, which lives as long as the tensor: do not write to it. A tensor that is not aligned in the
/// file is copied. `weight` is one of `files`'.
at::Tensor tensor_of(const WeightFiles& files, const StoredWeight& weight);

/// All tensors of open_weights(path), mapped. Throws WeightsError.
std::map<std::string, at::Tensor> read_weights(const std::filesystem::path& directory_or_file);

}  // namespace vignette
