#pragma once
// Greedy and sampled decoding with a KV cache; beam_search.h has beams.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/captioner.h"

namespace vignette {

/// Filters on next-token logits, in this order: repetition penalty (CTRL), temperature, top-k, top-p (transformers').
struct SamplingOptions {
  double temperature = 1.0;         ///< > 0
  std::int64_t top_k = 0;           ///< 0: off
  double top_p = 1.0;               ///< in (0, 1]; 1: off
  double repetition_penalty = 1.0;  ///< ≥ 1 discourages
  void check() const;               ///< throws std::invalid_argument
  bool is_plain() const { return temperature == 1 && top_k == 0 && top_p == 1 && repetition_penalty == 1; }
};

/// logits [B, V] (fp32) -> filtered logits; excluded tokens are -inf. `ids` [B, T] so far (for the penalty), may be
/// undefined; negative ones are skipped. `keep` [B] or undefined: tokens that always count as kept by top-k/top-p
/// (design.md, training step).
at::Tensor filter_logits(const at::Tensor& logits, const at::Tensor& ids, const SamplingOptions& options,
                         const at::Tensor& keep = {});

/// A uniform in [0, 1) per (seed, step, image, sample, position): counter-based, so that the draw depends on nothing
/// else.
double uniform_draw(std::uint64_t seed, std::uint64_t step, std::uint64_t image, std::uint64_t sample,
                    std::uint64_t position);

/// Captions of B rows. Rows that ended are padded with the GPT-2 pad id.
struct Generated {
  at::Tensor ids;              ///< [B, T] int64, T ≤ max_length
  at::Tensor lengths;          ///< [B] int64, end token included
  at::Tensor token_log_probs;  ///< [B, T] fp32, 0 after the end; of the token drawn (before a forced '.', quirk 4)
  at::Tensor hit_limit;        ///< [B] bool: ended at max_length without the end token; last id was overwritten by '.'
  /// Where `alternatives` k > 0 were asked for, of the captioner before any filter; values after the end mean nothing.
  at::Tensor entropy;                              ///< [B, T] fp32, nats
  at::Tensor alternatives, alternative_log_probs;  ///< [B, T, k], likeliest first
};

struct GenerateRow {
  std::int64_t embedding = 0;  ///< row of `prefix`
  bool greedy = true;
  std::uint64_t image = 0, sample = 0;  ///< keys of the draws
};

struct GenerateOptions {
  std::int64_t max_length = 20;
  SamplingOptions sampling;  ///< for rows that are not greedy
  std::uint64_t seed = 0, step = 0;
  std::vector<std::int64_t> stop_tokens = {13};  ///< any of them ends a caption; empty: all run to max_length
  bool force_stop_at_limit = true;               ///< overwrite the last id of an unfinished row by the first stop token
  std::int64_t alternatives = 0;    ///< likeliest tokens to tell of each position, with the entropy; 0: neither
  std::function<bool()> cancelled;  ///< polled each position; throws Cancelled
};

class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

/// prefix [P, k, e]; greedy and sampled rows decode in one batch, the prefix is computed once per embedding. No
/// gradient.
Generated generate(const Captioner& captioner, const at::Tensor& prefix, std::span<const GenerateRow> rows,
                   const GenerateOptions& options);

/// Captioner::pack() where decoding so many tokens is worth its time, else nullptr: to be held while they are decoded.
std::shared_ptr<const PackedWeights> pack_for(const Captioner& captioner, std::int64_t tokens);

}  // namespace vignette
