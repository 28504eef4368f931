#pragma once
// Activation functions and dropout by Hugging Face's names.

#include <ATen/core/Tensor.h>

#include <string>

#include "models/module.h"

namespace vignette {

/// True for gelu, gelu_new, gelu_fast, gelu_pytorch_tanh, quick_gelu, relu.
bool is_activation(const std::string& name);
/// True for the names of the tanh approximation: gelu_new and its like.
bool is_tanh_gelu(const std::string& name);
/// Element-wise. Throws std::invalid_argument for another name.
at::Tensor activate(const at::Tensor& x, const std::string& name);
/// The input itself in evaluation mode or for p = 0.
at::Tensor apply_dropout(const at::Tensor& x, double p, Mode mode);
/// LayerNorm over the last dimension.
at::Tensor normalise(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, double epsilon);

}  // namespace vignette
