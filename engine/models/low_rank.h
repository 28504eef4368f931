#pragma once
// LoRA: low-rank adaptation of frozen weights (Hu et al. 2021, arXiv 2106.09685).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "models/module.h"

namespace vignette {

struct LowRankOptions {
  std::int64_t rank = 8;  ///< r > 0
  double alpha = 16;      ///< the update is scaled by alpha / r
  double dropout = 0;     ///< on the adapters' inputs, in training mode
  /// Ends of modules' names, at a '.': "c_attn", "mlp.c_proj".
  std::vector<std::string> targets = {"c_attn"};
};

/// Adapters of matrices in Conv1D layout [in, out]: W + alpha/r·(B·A)ᵀ, with A [r, in] and B [out, r] as PEFT keeps
/// them. B starts at 0, so that nothing changes at first. Copies share tensors. One thread at a time.
class LowRankAdapters {
 public:
  /// One for each matrix "<module>.weight" of `parameters` whose module is a target; A is drawn as torch's Linear draws
  /// its weight, from the default generator. Throws std::invalid_argument for a target that names no matrix.
  LowRankAdapters(const NamedTensors& parameters, const LowRankOptions& options);

  /// rows [N, in]·weight + bias + alpha/r·dropout(rows)·Aᵀ·Bᵀ; the last part only for adapted weights.
  at::Tensor project(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias, Mode mode) const;
  /// "<module>.lora_A.weight" and "<module>.lora_B.weight", by module.
  NamedTensors named_parameters() const { return named_; }
  /// `parameters` with the updates added to adapted weights (copies; others stay as they are).
  NamedTensors merged(const NamedTensors& parameters) const;
  /// The same for one of them.
  at::Tensor merged(const at::Tensor& weight) const;
  /// Writes adapter_config.json and adapter_model.safetensors, which PEFT loads onto the model that `parameters` came
  /// from. Throws WeightsError.
  void save(const std::filesystem::path& directory) const;
  /// B = 0: the weights alone count.
  void reset();
  const LowRankOptions& options() const { return options_; }

 private:
  struct Adapter {
    at::Tensor a, b;
  };
  const Adapter* find(const at::Tensor& weight) const;

  LowRankOptions options_;
  NamedTensors named_;
  std::unordered_map<const c10::TensorImpl*, Adapter> adapters_;  ///< by the weight, whose owner outlives this
};

}  // namespace vignette
