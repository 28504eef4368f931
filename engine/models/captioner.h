#pragma once
// Embedding -> mapper -> prefix -> GPT-2: ClipCap's and CgtGAN's ClipCaptionModel, clip-gpt-captioning's Net and
// clip-text-decoder's Decoder.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "models/gpt2.h"
#include "models/mappers.h"
#include "models/module.h"
#include "text/tokenizer.h"

namespace vignette {

/// Owns both parts. Parameter names: gpt.transformer.*, clip_project.* (ClipCap's).
class Captioner final : public Module {
 public:
  Captioner(Gpt2 language_model, const MapperConfig& mapper, std::shared_ptr<const Tokenizer> tokenizer);
  /// Reads a captioner directory: captioner.json, model.safetensors, tokenizer files. Throws WeightsError.
  static Captioner load(const std::filesystem::path& directory);
  /// Writes one (each file atomically). `tokenizer_source`: directory whose tokenizer's files are copied.
  void save(const std::filesystem::path& directory, const std::filesystem::path& tokenizer_source) const;

  /// From now on embeddings are scaled to length 1 before the mapper; saved with the captioner.
  void normalize_embeddings() { mapper_config_.normalize_embedding = true; }

  /// Gpt2::add_adapters and Gpt2::checkpoint_activations of the language model. save() writes merged weights.
  void add_adapters(const LowRankOptions& options) { language_model_.add_adapters(options); }
  void checkpoint_activations() { language_model_.checkpoint_activations(); }
  /// "gpt.<module>.lora_A.weight" and so on; empty without adapters.
  NamedTensors adapter_parameters() const;

  const Gpt2& language_model() const { return language_model_; }
  const Mapper& mapper() const { return *mapper_; }
  const MapperConfig& mapper_config() const { return mapper_config_; }
  const Tokenizer& tokenizer() const { return *tokenizer_; }
  std::shared_ptr<const Tokenizer> shared_tokenizer() const { return tokenizer_; }
  NamedTensors named_parameters() const override;

  /// embedding [B, d] -> prefix [B, prefix_length, e]: what the captions of one image have in common. Rows may be
  /// repeated and reordered; all else below takes it.
  at::Tensor prefix(const at::Tensor& embedding, Mode mode) const;
  /// Teacher-forced: prefix [B, k, e], ids [B, T] -> hidden [B, T, e] where hidden[:, t] predicts ids[:, t]. The last
  /// column of ids is not read.
  at::Tensor caption_hidden(const at::Tensor& prefix, const at::Tensor& ids, Mode mode) const;
  /// The same as logits [B, T, vocab].
  at::Tensor caption_logits(const at::Tensor& prefix, const at::Tensor& ids, Mode mode) const;

  struct Decoding {
    KeyValueCache cache;
    at::Tensor logits;  ///< [B, vocab] of the first token
  };
  /// Reads the prefix [B, k, e] without gradient; the cache has room for captions of `max_length` tokens.
  Decoding start_decoding(const at::Tensor& prefix, std::int64_t max_length) const;
  /// tokens [R], one for each row of the cache -> logits [R, vocab] of the next ones. No gradient.
  at::Tensor continue_decoding(const at::Tensor& tokens, KeyValueCache& cache) const;
  /// Gpt2::pack() of the language model: hold it to decode faster.
  std::shared_ptr<const PackedWeights> pack() const { return language_model_.pack(); }

  /// Positions of the language model before the caption's first token: the prefix (ClipCap), the begin token and the
  /// prefix ("encoder"), or the begin token alone ("cross_attention").
  std::int64_t lead_length() const;
  /// The id that ends a caption: '.' (ClipCap's, CgtGAN's), or the end-of-text token where captions_end_by_token().
  std::int64_t stop_token() const;
  /// True for the kinds whose captions are whole texts between begin and end token: "encoder" and "cross_attention".
  bool captions_end_by_token() const { return cross_attends() || mapper_config_.kind == "encoder"; }
  bool cross_attends() const { return mapper_config_.kind == "cross_attention"; }

 private:
  at::Tensor lead(const at::Tensor& prefix) const;
  at::Tensor run(const at::Tensor& inputs, const at::Tensor& prefix, KeyValueCache* cache, Mode mode) const;

  Gpt2 language_model_;
  MapperConfig mapper_config_;
  std::shared_ptr<Mapper> mapper_;
  std::shared_ptr<const Tokenizer> tokenizer_;
};

}  // namespace vignette
