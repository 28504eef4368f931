#pragma once
// RoBERTa (Liu et al. 2019) encoder with pooler, Hugging Face's parameter names; and CgtGAN's discriminator on top.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/initialisation.h"
#include "models/module.h"
#include "models/spectral_norm.h"
#include "text/tokenizer.h"

namespace vignette {

struct RobertaConfig {
  std::int64_t vocab_size = 50265, hidden_size = 768, num_hidden_layers = 12, num_attention_heads = 12;
  std::int64_t intermediate_size = 3072, max_position_embeddings = 514, type_vocab_size = 1, pad_token_id = 1;
  double layer_norm_eps = 1e-5, hidden_dropout_prob = 0.1, attention_probs_dropout_prob = 0.1;
  std::string hidden_act = "gelu";
  static RobertaConfig from_directory(const std::filesystem::path& directory);
};

class Roberta final : public Module {
 public:
  explicit Roberta(const RobertaConfig& config);
  /// With values that are undefined until load_parameters() sets them.
  static Roberta blank(const RobertaConfig& config);
  static Roberta load(const std::filesystem::path& directory);
  void save(const std::filesystem::path& directory) const;
  const RobertaConfig& config() const { return config_; }
  NamedTensors named_parameters() const override;

  /// From now on passes in training mode keep the inputs of each layer only and compute the rest again in the backward
  /// pass (checkpointed()).
  void checkpoint_activations();

  struct Output {
    at::Tensor last_hidden_state;  ///< [B, T, hidden]
    at::Tensor pooler_output;      ///< [B, hidden], tanh(dense(<s>))
  };
  /// ids [B, T] int64, attention_mask [B, T] of 1/0. Position ids count from pad+1, pads get pad.
  Output forward(const at::Tensor& ids, const at::Tensor& attention_mask, Mode mode) const;
  /// pooler_output alone; the last layer then runs for <s> only, which the critic of few layers feels.
  at::Tensor pooled(const at::Tensor& ids, const at::Tensor& attention_mask, Mode mode) const;
  /// Rows of the word embeddings: ids [B, T] -> [B, T, hidden].
  at::Tensor embed_words(const at::Tensor& ids) const;
  /// pooled() of words that are embedded already, so that it can be differentiated by them; `ids` give the positions.
  at::Tensor pooled_of_words(const at::Tensor& words, const at::Tensor& ids, const at::Tensor& attention_mask,
                             Mode mode) const;

 private:
  Roberta(const RobertaConfig& config, Initialise how);
  struct Layer {
    at::Tensor query_weight, query_bias, key_weight, key_bias, value_weight, value_bias, output_weight, output_bias;
    at::Tensor attention_norm_weight, attention_norm_bias, intermediate_weight, intermediate_bias;
    at::Tensor ffn_weight, ffn_bias, norm_weight, norm_bias;
  };
  static Layer make_layer(const RobertaConfig& config, Initialise how);
  /// -> rows [B·T, hidden] after the embeddings' LayerNorm.
  at::Tensor embed(const at::Tensor& words, const at::Tensor& ids, Mode mode) const;
  /// rows [B·T, hidden] -> the same, or [B, hidden] of the first tokens when `first_only`.
  at::Tensor layer_forward(const Layer& layer, const at::Tensor& rows, std::int64_t batch, const at::Tensor& mask,
                           bool first_only, Mode mode) const;
  at::Tensor encode(const at::Tensor& words, const at::Tensor& ids, const at::Tensor& attention_mask, bool first_only,
                    Mode mode) const;
  at::Tensor run_layer(std::size_t layer, const at::Tensor& rows, std::int64_t batch, const at::Tensor& mask,
                       bool first_only, Mode mode) const;
  at::Tensor pool(const at::Tensor& first) const;
  RobertaConfig config_;
  at::Tensor word_embeddings_, position_embeddings_, token_type_embeddings_, norm_weight_, norm_bias_;
  at::Tensor pooler_weight_, pooler_bias_;
  std::vector<Layer> layers_;
  std::vector<std::vector<at::Tensor>> layer_parameters_;  ///< of each layer where activations are checkpointed
};

/// RoBERTa pooler -> Linear(h, h/2) -> tanh -> Linear(h/2, 1): the logit that a text is human (reference.md section 1).
/// Parameter names: roberta.*, classifier.model.0.*, classifier.model.2.* (check against goldens' discriminator_mlp).
class Discriminator final : public Module {
 public:
  explicit Discriminator(Roberta roberta);
  Roberta& roberta() { return roberta_; }
  const Roberta& roberta() const { return roberta_; }
  NamedTensors named_parameters() const override;

  struct Batch {
    at::Tensor ids, attention_mask;  ///< [B, T]
  };
  /// Texts -> ids with <s> … </s>, padded to the longest of the batch (`pad_to_maximum`: to max_length). Longer than
  /// max_length: the last two ids become '.' and </s> (`reference_slip`: '<s>' and '</s>', quirk 17).
  static Batch tokenize(const Tokenizer& tokenizer, std::span<const std::string> texts, std::int64_t max_length,
                        bool pad_to_maximum, bool reference_slip);
  /// -> logits [B].
  at::Tensor forward(const Batch& batch, Mode mode) const;
  /// The same from roberta().embed_words(batch.ids).
  at::Tensor forward_words(const at::Tensor& words, const Batch& batch, Mode mode) const;

  /// From now on both matrices of the head are divided by their largest singular value (SpectralNorm). Names and
  /// values of the parameters stay. Draws from the default generator.
  void use_spectral_norm();
  /// One round of power iteration, to be called before each update; nothing without spectral norm.
  void iterate_spectral_norm();
  /// The rounds' vectors by name, empty without spectral norm: state that goes with the parameters.
  NamedTensors spectral_vectors() const;

 private:
  at::Tensor classify(const at::Tensor& pooled) const;
  Roberta roberta_;
  std::optional<SpectralNorm> dense_norm_, out_norm_;
  at::Tensor dense_weight_, dense_bias_, out_weight_, out_bias_;
};

}  // namespace vignette
