#pragma once
// Greedy, sampling and beam decoding with a KV cache.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <exception>
#include <functional>
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
  std::int64_t stop_token = 13;
  bool force_stop_at_limit = true;  ///< overwrite the last id of an unfinished row by the stop token
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

/// What ranks beams at each step and at the end: the sum of log p throughout; the sum, then the mean over tokens; or
/// the mean throughout (ClipCap's, goldens' quirk 34). An ended beam keeps its place until better ones push it out.
enum class BeamScoring { summed, length_normalised, clipcap };

struct BeamOptions {
  std::int64_t beams = 5, max_length = 67;
  double temperature = 1.0;
  BeamScoring scoring = BeamScoring::clipcap;
  std::int64_t stop_token = 13;
};

struct BeamCaption {
  std::vector<std::int64_t> ids;  ///< end token included
  double score = 0;               ///< by the scoring asked for
  double log_probability = 0;     ///< mean over tokens
};

/// Best first, one list per row of prefix [B, k, e].
std::vector<std::vector<BeamCaption>> beam_search(const Captioner& captioner, const at::Tensor& prefix,
                                                  const BeamOptions& options);

}  // namespace vignette
