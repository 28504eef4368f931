#include "training/compute.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "training/failure_text.h"
#include "training/sampler.h"

namespace vignette {

at::Device compute_device(const Recipe& recipe) {
  const auto& name = recipe.text("device");
  if (name.starts_with("cuda") || (name == "auto" && at::hasCUDA())) require_gpu();
  if (name == "auto") return at::hasCUDA() ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU);
  at::Device device(at::kCPU);
  try {
    device = at::Device(name);
  } catch (const c10::Error&) {
    throw RecipeError("device: '" + name + "' is not known; take cpu, cuda, cuda:1 or auto");
  }
  if (device.is_cuda() && !at::hasCUDA())
    throw RecipeError("device: '" + name + "' was asked for, but LibTorch finds no GPU here; take cpu or auto");
  return device;
}

int thread_count(const Recipe& recipe) {
  const auto asked = static_cast<int>(recipe.integer("training.threads"));
  return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

void reseed(const at::Device& device, std::uint64_t seed, std::int64_t step, std::uint64_t phase) {
  const auto mixed = mix_keys(seed, static_cast<std::uint64_t>(step), phase);
  auto generator = at::globalContext().defaultGenerator(device);
  const std::scoped_lock lock(generator.mutex());
  generator.set_current_seed(mixed);
}

NumericsScope::NumericsScope(const Recipe& recipe, const at::Device& device)
    : tf32_products_(at::globalContext().allowTF32CuBLAS()),
      tf32_convolutions_(at::globalContext().allowTF32CuDNN()),
      deterministic_(at::globalContext().deterministicAlgorithms()),
      warn_only_(at::globalContext().deterministicAlgorithmsWarnOnly()),
      deterministic_cudnn_(at::globalContext().deterministicCuDNN()),
      fill_(at::globalContext().deterministicFillUninitializedMemory()) {
  auto& context = at::globalContext();
  const bool tf32 = recipe.boolean("training.tf32");
  if (tf32 && !device.is_cuda())
    throw RecipeError("training.tf32: needs an NVIDIA GPU (Ampere or later); leave it off on the processor");
  if (device.is_cuda()) {
    context.setAllowTF32CuBLAS(tf32);
    context.setAllowTF32CuDNN(tf32);
  }
  if (!recipe.boolean("training.deterministic")) return;
  // cuBLAS reads it when it starts; without it its products may differ from run to run.
  if (device.is_cuda()) ::setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", /*overwrite=*/0);
  context.setDeterministicAlgorithms(true, /*warn_only=*/true);
  context.setDeterministicCuDNN(true);
  context.setDeterministicFillUninitializedMemory(false);
}

NumericsScope::~NumericsScope() {
  auto& context = at::globalContext();
  context.setAllowTF32CuBLAS(tf32_products_);
  context.setAllowTF32CuDNN(tf32_convolutions_);
  context.setDeterministicAlgorithms(deterministic_, warn_only_);
  context.setDeterministicCuDNN(deterministic_cudnn_);
  context.setDeterministicFillUninitializedMemory(fill_);
}

void forget_cast_weights() {
  at::autocast::clear_cache();
}

PrecisionScope::PrecisionScope(const Recipe& recipe, const at::Device& device) : device_(device.type()) {
  const auto& precision = recipe.text("precision");
  if (precision == "fp32") return;
  on_ = true;
  before_ = at::autocast::is_autocast_enabled(device_);
  at::autocast::set_autocast_dtype(device_, precision == "bf16" ? at::kBFloat16 : at::kHalf);
  at::autocast::set_autocast_enabled(device_, true);
}

PrecisionScope::~PrecisionScope() {
  if (!on_) return;
  at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(device_, before_);
}

}  // namespace vignette
