#pragma once
// CLIP with a ViT image encoder (Radford et al. 2021), Hugging Face's CLIPModel names and configs.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data/image.h"
#include "models/frozen_linears.h"
#include "models/initialisation.h"
#include "models/module.h"
#include "text/tokenizer.h"

namespace vignette {

struct ClipTowerConfig {
  std::int64_t hidden_size = 512, intermediate_size = 2048, num_hidden_layers = 12, num_attention_heads = 8;
  double layer_norm_eps = 1e-5;
  std::string hidden_act = "quick_gelu";
};

struct ClipConfig {
  ClipTowerConfig text, vision;
  std::int64_t vocab_size = 49408, max_position_embeddings = 77, eos_token_id = 49407, bos_token_id = 49406;
  std::int64_t image_size = 224, patch_size = 32;
  std::int64_t projection_dim = 512;
  double logit_scale_init_value = 2.6592;  ///< ln(1/0.07)
  static ClipConfig from_directory(const std::filesystem::path& directory);
};

enum class ClipTower { vision, text };

class Clip final : public Module {
 public:
  explicit Clip(const ClipConfig& config);
  static Clip load(const std::filesystem::path& directory);
  /// config.json, model.safetensors, preprocessor_config.json; tokenizer files are the caller's.
  void save(const std::filesystem::path& directory) const;
  const ClipConfig& config() const { return config_; }
  NamedTensors named_parameters() const override;

  /// From now on passes with gradient keep the inputs of each layer only and compute the rest again in the backward
  /// pass (checkpointed()).
  void checkpoint_activations() { checkpoints_ = true; }

  /// For a frozen model: packs one tower's weights (FrozenLinears) in place of what was packed before, so that its
  /// passes without gradient on the CPU take half the time or less. Call it after to(). Weights that change
  /// later are computed with as they are.
  void pack_for_inference(ClipTower tower);
  void unpack() { linears_.pack({}); }

  /// pixels [B, 3, S, S] normalised -> image features [B, projection_dim], not normalised.
  at::Tensor encode_images(const at::Tensor& pixels) const;
  /// ids [B, T] (each ends in eot; padding after it is free, attention is causal) -> text features at the first eot.
  at::Tensor encode_texts(const at::Tensor& ids) const;
  /// exp(logit_scale), a scalar tensor.
  at::Tensor scale() const;
  at::Tensor logit_scale() const { return logit_scale_; }

  /// Texts -> ids padded to the longest (≤ 77). strip_final_period: strip(), then drop one trailing '.' (quirk 9).
  /// `longest` is the model's max_position_embeddings: ids beyond it are cut, the end token kept.
  static at::Tensor tokenize(const Tokenizer& tokenizer, std::span<const std::string> texts, bool strip_final_period,
                             std::int64_t longest);

 private:
  struct Layer {
    at::Tensor k_weight, k_bias, v_weight, v_bias, q_weight, q_bias, out_weight, out_bias;
    at::Tensor ln1_weight, ln1_bias, fc1_weight, fc1_bias, fc2_weight, fc2_bias, ln2_weight, ln2_bias;
  };
  Clip(const ClipConfig& config, Initialise how);
  static Layer make_layer(const ClipTowerConfig& tower, Initialise how);
  static void append(NamedTensors& parameters, const std::string& prefix, const Layer& layer);
  /// rows [B·T, E] -> [B, E]: the tower's last hidden state at row `pick` [B] of the rows. `causal`: text.
  at::Tensor run_tower(const ClipTowerConfig& tower, const std::vector<Layer>& layers, at::Tensor rows,
                       std::int64_t batch, const at::Tensor& pick, const at::Tensor& pick_mask, bool causal) const;
  at::Tensor layer_forward(const ClipTowerConfig& tower, const Layer& layer, const at::Tensor& rows, std::int64_t batch,
                           const at::Tensor& pick, const at::Tensor& pick_mask, bool causal) const;
  ClipConfig config_;
  at::Tensor logit_scale_, token_embedding_, text_position_embedding_, text_norm_weight_, text_norm_bias_;
  at::Tensor class_embedding_, patch_embedding_, vision_position_embedding_;
  at::Tensor pre_norm_weight_, pre_norm_bias_, post_norm_weight_, post_norm_bias_;
  at::Tensor visual_projection_, text_projection_;
  std::vector<Layer> text_layers_, vision_layers_;
  FrozenLinears linears_;
  bool checkpoints_ = false;
};

/// Preprocessing as the directory's preprocessor_config.json says (CLIP's defaults without one).
ClipPreprocessing clip_preprocessing_from_directory(const std::filesystem::path& directory);

}  // namespace vignette
