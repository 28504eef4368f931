#pragma once
// Embedding -> mapper -> prefix -> GPT-2: ClipCap's and CgtGAN's ClipCaptionModel.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "models/gpt2.h"
#include "models/module.h"
#include "text/tokenizer.h"

namespace vignette {

/// embedding [B, d] -> prefix [B, prefix_length, e].
class Mapper : public Module {
 public:
  virtual at::Tensor forward(const at::Tensor& embedding, Mode mode) const = 0;
  virtual std::string kind() const = 0;  ///< "mlp" or "transformer"
};

struct MapperConfig {
  std::string kind = "mlp";
  std::int64_t embedding_size = 512, prefix_length = 10, model_width = 768;
  std::int64_t clip_length = 10, num_layers = 8;  ///< transformer only; 8 heads, mlp_ratio 2, ReLU, pre-LN
};

/// Random weights as torch's Linear initialises them. Throws std::invalid_argument for an unknown kind.
std::unique_ptr<Mapper> make_mapper(const MapperConfig& config);

/// Owns both parts. Parameter names: gpt.transformer.*, clip_project.* (ClipCap's).
class Captioner final : public Module {
 public:
  Captioner(Gpt2 language_model, const MapperConfig& mapper, std::shared_ptr<const Tokenizer> tokenizer);
  /// Reads a captioner directory: captioner.json, model.safetensors, tokenizer files. Throws WeightsError.
  static Captioner load(const std::filesystem::path& directory);
  /// Writes one (each file atomically). `tokenizer_source`: directory whose vocab.json and merges.txt are copied.
  void save(const std::filesystem::path& directory, const std::filesystem::path& tokenizer_source) const;

  const Gpt2& language_model() const { return language_model_; }
  const Mapper& mapper() const { return *mapper_; }
  const MapperConfig& mapper_config() const { return mapper_config_; }
  const Tokenizer& tokenizer() const { return *tokenizer_; }
  std::shared_ptr<const Tokenizer> shared_tokenizer() const { return tokenizer_; }
  NamedTensors named_parameters() const override;

  /// embedding [B, d] -> prefix [B, prefix_length, e].
  at::Tensor prefix(const at::Tensor& embedding, Mode mode) const;
  /// Teacher-forced: prefix [B, k, e], ids [B, T] -> logits [B, T, vocab] where logits[:, t] predicts ids[:, t].
  at::Tensor caption_logits(const at::Tensor& prefix, const at::Tensor& ids, Mode mode) const;
  /// The id of '.', which ends a caption.
  std::int64_t stop_token() const;

 private:
  Gpt2 language_model_;
  MapperConfig mapper_config_;
  std::shared_ptr<Mapper> mapper_;
  std::shared_ptr<const Tokenizer> tokenizer_;
};

}  // namespace vignette
