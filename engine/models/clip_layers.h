#pragma once
// The transformer that CLIP's two towers and BLIP's image tower share: blocks of pre-LayerNorm attention and MLP.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "models/frozen_linears.h"
#include "models/initialisation.h"
#include "models/module.h"

namespace vignette {

struct ClipTowerConfig {
  std::int64_t hidden_size = 512, intermediate_size = 2048, num_hidden_layers = 12, num_attention_heads = 8;
  double layer_norm_eps = 1e-5;
  std::string hidden_act = "quick_gelu";
};

class ClipLayers {
 public:
  /// Weights as CLIP draws them. Throws std::invalid_argument when the heads do not divide the width.
  ClipLayers(const ClipTowerConfig& config, Initialise how);

  /// Hugging Face's names, "<prefix>0.self_attn.k_proj.weight" and so on.
  void append(NamedTensors& all, const std::string& prefix) const;

  /// rows [B·T, E] -> [B, E]: the last hidden state at row `pick` [B] of the rows. `causal`: for texts; `pick_mask` is
  /// then what the picked rows may attend to, additive [B, 1, 1, T].
  at::Tensor run(at::Tensor rows, std::int64_t batch, const at::Tensor& pick, const at::Tensor& pick_mask,
                 bool causal) const;

  void checkpoint_activations() { checkpoints_ = true; }
  /// Packs the matrices for passes without gradient (FrozenLinears); unpack() lets them go.
  void pack_for_inference();
  void unpack() { linears_.pack({}); }

 private:
  struct Layer {
    at::Tensor k_weight, k_bias, v_weight, v_bias, q_weight, q_bias, out_weight, out_bias;
    at::Tensor ln1_weight, ln1_bias, fc1_weight, fc1_bias, fc2_weight, fc2_bias, ln2_weight, ln2_bias;
  };
  static Layer make(const ClipTowerConfig& config, Initialise how);
  static void append(NamedTensors& all, const std::string& prefix, const Layer& layer);
  at::Tensor forward(const Layer& layer, const at::Tensor& rows, std::int64_t batch, const at::Tensor& pick,
                     const at::Tensor& pick_mask, bool causal) const;

  ClipTowerConfig config_;
  std::vector<Layer> layers_;
  FrozenLinears linears_;
  bool checkpoints_ = false;
};

/// 1/√value.
double inverse_root(std::int64_t value);

}  // namespace vignette
