#pragma once
// Activation checkpointing (Chen et al. 2016, arXiv 1604.06174).

#include <ATen/core/Tensor.h>

#include <functional>
#include <string_view>
#include <vector>

#include "models/module.h"

namespace vignette {

/// A part of a model: its inputs -> one tensor. What it reads besides must still be there in the backward pass.
using CheckpointedPart = std::function<at::Tensor(const std::vector<at::Tensor>& inputs)>;

/// part(inputs), of which only the inputs are kept: the backward pass runs the part again, with the same random numbers
/// (default generator of the inputs' device, where `draws`) and autocast settings. Gradients go to those of `inputs`
/// and of `parameters` (all that the part uses) that require them; they are those of part(inputs) itself, but cannot be
/// differentiated again. Without gradient the part just runs.
at::Tensor checkpointed(const CheckpointedPart& part, const std::vector<at::Tensor>& inputs,
                        const std::vector<at::Tensor>& parameters, bool draws);

/// Those of `parameters` whose names begin with `prefix`.
std::vector<at::Tensor> parameters_below(const NamedTensors& parameters, std::string_view prefix);

}  // namespace vignette
