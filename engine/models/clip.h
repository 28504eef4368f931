#pragma once
// CLIP (Radford et al. 2021) with a ViT or a ResNet for its pictures, from Hugging Face's directories and OpenAI's
// files.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/image.h"
#include "models/clip_resnet.h"
#include "models/clip_text.h"
#include "models/image_tower.h"
#include "models/initialisation.h"
#include "models/module.h"
#include "text/tokenizer.h"

namespace vignette {

struct ClipConfig {
  ClipTowerConfig text, vision;
  std::int64_t vocab_size = 49408, max_position_embeddings = 77, eos_token_id = 49407, bos_token_id = 49406;
  std::int64_t image_size = 224, patch_size = 32;
  std::int64_t projection_dim = 512;
  double logit_scale_init_value = 2.6592;  ///< ln(1/0.07)
  std::optional<ClipResNetConfig> resnet;  ///< in place of the ViT, whose sizes then count for nothing
  /// Reads config.json. Throws WeightsError.
  static ClipConfig from_directory(const std::filesystem::path& directory);
  /// The same of what Clip::load takes: of a file by the shapes of its tensors, as OpenAI's own builder does.
  static ClipConfig from_path(const std::filesystem::path& directory_or_file);
};

enum class ClipTower { vision, text };

class Clip final : public Module {
 public:
  explicit Clip(const ClipConfig& config);
  /// With values that are undefined until load_parameters() sets them.
  static Clip blank(const ClipConfig& config);
  /// A Hugging Face directory (weights as open_weights() finds them), a directory that save() wrote, or a file of
  /// OpenAI's (TorchScript archive or state dict, RN50.pt, ViT-L-14-336px.pt). Throws WeightsError.
  static Clip load(const std::filesystem::path& directory_or_file);
  /// config.json, model.safetensors, preprocessor_config.json; tokenizer files are the caller's. With a ViT
  /// transformers loads it; with a ResNet, which transformers lacks, the image tower has OpenAI's names.
  void save(const std::filesystem::path& directory) const;
  const ClipConfig& config() const { return config_; }
  NamedTensors named_parameters() const override;
  NamedTensors named_buffers() const override { return image_->named_buffers(); }

  /// From now on passes with gradient keep the inputs of each layer only and compute the rest again in the backward
  /// pass (checkpointed()).
  void checkpoint_activations();

  /// For a frozen model: packs one tower's weights (FrozenLinears) in place of what was packed before, so that its
  /// passes without gradient on the CPU take half the time or less. Call it after to(), and unpack() before weights
  /// change: fused optimisers do not tell that they changed them. A ResNet stays as it is: convolutions are oneDNN's
  /// already.
  void pack_for_inference(ClipTower tower);
  void unpack();

  const ImageTower& image_tower() const { return *image_; }
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
  Clip(const ClipConfig& config, Initialise how);
  ClipConfig config_;
  at::Tensor logit_scale_;
  ClipTextTower text_;
  std::unique_ptr<ImageTower> image_;
  at::Tensor text_projection_;
};

/// Preprocessing as the directory's preprocessor_config.json says; without one CLIP's, for pictures of the size that
/// config.json says.
ClipPreprocessing clip_preprocessing_from_directory(const std::filesystem::path& directory);

}  // namespace vignette
