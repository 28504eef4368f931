#pragma once
// Where and how tensors are computed: device, threads, number format, random numbers.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "recipe/recipe.h"

namespace vignette {

/// The recipe's `device` ("auto": the first GPU if there is one). Throws RecipeError for a device that is not there,
/// GpuLost (training/run_failures.h) for a GPU that this process lost.
at::Device compute_device(const Recipe& recipe);

/// training.threads, or for 0 max(1, cores - 1).
int thread_count(const Recipe& recipe);

/// Seeds LibTorch's default generator of `device` for one phase of one step (dropout), so that nothing that was drawn
/// before matters. Phases are small numbers of the caller's.
void reseed(const at::Device& device, std::uint64_t seed, std::int64_t step, std::uint64_t phase);

/// While alive, LibTorch computes as training.tf32 and training.deterministic ask, in the whole process; then as
/// before. One at a time. Throws RecipeError for tf32 without a GPU.
class NumericsScope {
 public:
  NumericsScope(const Recipe& recipe, const at::Device& device);
  ~NumericsScope();
  NumericsScope(const NumericsScope&) = delete;
  NumericsScope& operator=(const NumericsScope&) = delete;

 private:
  bool tf32_products_, tf32_convolutions_, deterministic_, warn_only_, deterministic_cudnn_, fill_;
};

/// To be called where weights have changed within one PrecisionScope, or where computing with gradient follows
/// computing without it: autocast keeps the cast copies of weights, which in some versions of LibTorch then lead to no
/// gradient.
void forget_cast_weights();

/// While alive, matrix products run in the recipe's `precision` (autocast) on the calling thread.
class PrecisionScope {
 public:
  PrecisionScope(const Recipe& recipe, const at::Device& device);
  ~PrecisionScope();
  PrecisionScope(const PrecisionScope&) = delete;
  PrecisionScope& operator=(const PrecisionScope&) = delete;

 private:
  at::DeviceType device_;
  bool on_ = false, before_ = false;
};

}  // namespace vignette
