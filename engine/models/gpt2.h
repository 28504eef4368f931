#pragma once
// GPT-2 (Radford et al. 2019) with Hugging Face's parameter names (transformer.*), tied output head and a KV cache.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/initialisation.h"
#include "models/key_value_cache.h"
#include "models/low_rank.h"
#include "models/module.h"

namespace vignette {

struct Gpt2Config {
  std::int64_t vocab_size = 50257, n_positions = 1024, n_embd = 768, n_layer = 12, n_head = 12;
  std::int64_t n_inner = 0;  ///< 0: 4·n_embd
  double layer_norm_epsilon = 1e-5;
  std::string activation_function = "gelu_new";
  double embd_pdrop = 0.1, attn_pdrop = 0.1, resid_pdrop = 0.1;
  std::int64_t eos_token_id = 50256;  ///< begins texts too
  bool add_cross_attention = false;   ///< blocks also attend to a memory (transformers' key)

  static Gpt2Config from_directory(const std::filesystem::path& directory);  ///< reads config.json; throws WeightsError
};

/// Texts that go on from leads: several captions of one image share its prefix, which then runs once.
struct Continuations {
  at::Tensor lead;     ///< [P, k, e] embeddings without positions
  at::Tensor owners;   ///< [R] int64, on the CPU: which lead each text continues
  at::Tensor ids;      ///< [R, T] int64, on the leads' device
  at::Tensor lengths;  ///< [R] int64, on the CPU: how many of its ids count, 0 to T
};

class Gpt2 final : public Module {
 public:
  /// Random weights as Hugging Face initialises them (normal 0.02, residual projections scaled), from the default
  /// generator.
  explicit Gpt2(const Gpt2Config& config);
  /// With values that are undefined until load_parameters() sets them.
  static Gpt2 blank(const Gpt2Config& config);
  /// Reads config.json + weights of a Hugging Face directory. `cross_attention` adds cross-attention to a model that
  /// has none, with random weights (default generator), as transformers does. Throws WeightsError.
  static Gpt2 load(const std::filesystem::path& directory, bool cross_attention = false);
  /// Writes config.json + model.safetensors that transformers' GPT2LMHeadModel loads.
  void save(const std::filesystem::path& directory) const;

  const Gpt2Config& config() const { return config_; }
  NamedTensors named_parameters() const override;

  /// From now on matrices that the options name have low-rank adapters; named_parameters() stay as they are. New ones
  /// change nothing at first. Draws from the default generator; throws std::invalid_argument for an unknown target.
  void add_adapters(const LowRankOptions& options);
  /// nullptr without.
  LowRankAdapters* adapters() const { return adapters_.get(); }
  /// From now on passes with gradient keep the inputs of each block only and compute the rest again in the backward
  /// pass (checkpointed()). Adapters come before.
  void checkpoint_activations();

  /// ids [B, T] -> [B, T, n_embd]: token embeddings without positions.
  at::Tensor embed_tokens(const at::Tensor& ids) const;
  /// Position embeddings [count, n_embd] from position `first` on.
  at::Tensor embed_positions(std::int64_t first, std::int64_t count) const;
  /// inputs [B, T, n_embd] (token or prefix embeddings without positions) -> hidden [B, T, n_embd] after the final
  /// LayerNorm. Causal. A cache, if given, is appended to (no gradient then): the first pass brings the lead, later
  /// ones one position each, which continues after cache->length(), without an attention mask. Throws
  /// std::invalid_argument when the positions pass n_positions or the cache's capacity. `attention_mask` [B, T_total]
  /// of 1/0, undefined = all ones; positions are not shifted by it. `memory` [B, M, n_embd]: what blocks with
  /// cross-attention attend to (without one they leave it out). A cache keeps its keys and values from the first pass
  /// on, and later passes need no memory.
  at::Tensor forward(const at::Tensor& inputs, KeyValueCache* cache, const at::Tensor& attention_mask, Mode mode,
                     const at::Tensor& memory = {}) const;
  /// Teacher-forced pass over leads and texts, padding left out of all but attention -> hidden [Σ (length + 1), n_embd]
  /// after the final LayerNorm: text by text the vectors that follow the lead, then each of its ids. Causal; the same
  /// as forward() of every text behind its own copy of the lead, up to rounding and the place of dropout's draws.
  /// Throws std::invalid_argument when the positions pass n_positions.
  at::Tensor forward_continuations(const Continuations& texts, Mode mode) const;
  /// The output head's weight [vocab_size, n_embd] (tied to the token embedding).
  const at::Tensor& head() const { return wte_; }
  /// hidden [..., n_embd] -> logits [..., vocab_size].
  at::Tensor logits(const at::Tensor& hidden) const;
  /// The same for hidden [R, n_embd] of a pass with `cache`, by its packed weights if it has them.
  at::Tensor logits(const at::Tensor& hidden, const KeyValueCache& cache) const;
  KeyValueCache make_cache(std::int64_t capacity) const;
  /// The matrices (adapters merged) in the form that decoding is quickest with: as long as the result is held, caches
  /// made with make_cache() use it, so hold it only while the weights stay as they are. It takes the memory of the
  /// weights again. nullptr where the device or the dtype has no such form.
  std::shared_ptr<const PackedWeights> pack() const;

 private:
  struct Block;
  struct PackedTexts;
  /// One run through all blocks.
  struct Pass {
    std::int64_t batch = 0;
    KeyValueCache* cache = nullptr;
    at::Tensor mask, memory;
    Mode mode = Mode::evaluation;
    std::shared_ptr<const PackedTexts> texts;  ///< rows are those of forward_continuations
    bool has_memory() const { return memory.defined() || (cache != nullptr && cache->memory(0).keys.defined()); }
    const PackedWeights* packed() const { return cache != nullptr ? cache->weights.get() : nullptr; }
  };
  Gpt2(const Gpt2Config& config, Initialise how, Initialise cross_attention);
  at::Tensor attention(const Block& block, std::size_t layer, const at::Tensor& rows, const Pass& pass) const;
  at::Tensor attended_rows(const at::Tensor& packed, std::size_t layer, const Pass& pass) const;
  at::Tensor attended_texts(const at::Tensor& packed, const Pass& pass) const;
  KeyValueCache::Memory memory_keys_values(const Block& block, std::size_t layer, const Pass& pass) const;
  at::Tensor cross_attention(const Block& block, std::size_t layer, const at::Tensor& rows, const Pass& pass) const;
  at::ScalarType decoding_dtype() const;
  at::Tensor project(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias, const Pass& pass) const;
  at::Tensor project_added(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias,
                           const at::Tensor& residual, const Pass& pass) const;
  at::Tensor activated(const Block& block, const at::Tensor& normed, const Pass& pass) const;
  at::Tensor run_block(std::size_t layer, const at::Tensor& rows, const Pass& pass) const;
  at::Tensor block_forward(std::size_t layer, const at::Tensor& rows, const Pass& pass) const;
  Gpt2Config config_;
  at::Tensor wte_, wpe_, ln_f_weight_, ln_f_bias_;
  std::vector<Block> blocks_;
  std::shared_ptr<LowRankAdapters> adapters_;
  std::vector<std::vector<at::Tensor>> block_parameters_;  ///< of each block where activations are checkpointed
  mutable std::weak_ptr<const PackedWeights> packed_;      ///< what pack() gave, while it is held
};

struct Gpt2::Block {
  at::Tensor ln_1_weight, ln_1_bias, attn_weight, attn_bias, attn_proj_weight,
      attn_proj_bias;  ///< Conv1D layout [in, out]
  at::Tensor ln_2_weight, ln_2_bias, fc_weight, fc_bias, proj_weight, proj_bias;
  /// Undefined without cross-attention.
  at::Tensor ln_cross_weight, ln_cross_bias, cross_weight, cross_bias, query_weight, query_bias, cross_proj_weight,
      cross_proj_bias;
  void add_cross_attention(std::int64_t width, double std, double residual_std, Initialise how);
};

}  // namespace vignette
