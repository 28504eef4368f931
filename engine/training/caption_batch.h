#pragma once
// Captions of a step as tokens and text, and their log-probability under the captioner.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "decoding/decoding.h"
#include "models/captioner.h"
#include "store/records.h"
#include "training/batch_share.h"

namespace vignette {

/// R captions, their tokens as they were drawn and as they are read.
struct CaptionBatch {
  at::Tensor drawn;                ///< [R, T] int64, on the CPU; after a caption's end whatever was drawn
  at::Tensor lengths;              ///< [R] int64, end token included
  at::Tensor hit_limit;            ///< [R] bool: no end token was drawn; the text ends in a forced '.'
  at::Tensor token_log_probs;      ///< [R, T] fp32 of the drawn tokens, 0 after the end; may be undefined
  std::vector<std::string> texts;  ///< special tokens left out, blanks cleaned up (quirk 8)

  std::int64_t size() const { return drawn.defined() ? drawn.size(0) : 0; }
  CaptionBatch rows(std::int64_t first, std::int64_t last) const;
  /// These rows [R'] cut to `longest` tokens, tokens only: no texts, no log-probabilities.
  CaptionBatch select(const at::Tensor& rows, std::int64_t longest) const;
  /// Ids of one row without padding, a forced '.' in the place of the last one drawn.
  std::vector<std::int64_t> ids(std::int64_t row, std::int64_t stop_token) const;
};

/// What generate() drew (with force_stop_at_limit off), as captions.
CaptionBatch captions_of(const Generated& generated, std::int64_t stop_token, const Tokenizer& tokenizer);

/// The same from drawn tokens alone, [R, T]: a caption ends at its first stop token, or at T as one that hit the limit.
CaptionBatch captions_from_drawn(const at::Tensor& drawn, std::int64_t stop_token, const Tokenizer& tokenizer);

struct LogProbabilityOptions {
  SamplingOptions sampling;       ///< filters count as part of the policy
  bool mask_forced_stop = false;  ///< leaves the last token of captions that hit the limit out
  bool entropy_gradient = false;
  /// The captioner to measure the distance to, without its gradient, and its prefix [R, k, e]; nullptr: none.
  const Captioner* reference = nullptr;
  at::Tensor reference_prefix = {};
};

struct LogProbabilities {
  at::Tensor mean;     ///< [R], with gradient: Σ log p(token) / number of tokens, end token included
  at::Tensor entropy;  ///< scalar: mean entropy of the next-token distributions, no gradient unless asked for
  /// Scalar with gradient: mean over tokens of KL(captioner ‖ reference), both before temperature and filters
  /// (policy_regularizer.h); undefined without a reference.
  at::Tensor divergence;
};

/// One teacher-forced pass, dropout off: prefixes [P, k, e], captions image-major, R/P of each prefix. Gradients can be
/// taken once.
LogProbabilities caption_log_probabilities(const Captioner& captioner, const at::Tensor& prefixes,
                                           const CaptionBatch& captions, const LogProbabilityOptions& options);

/// Tokens that count in those means.
std::int64_t token_count(const CaptionBatch& captions, bool mask_forced_stop);

/// mean over tokens from token_log_probs, no gradient. -> [R]
at::Tensor sampled_log_probabilities(const CaptionBatch& captions, bool mask_forced_stop);

/// Records ready for the store, without image and scores: text, tokens and their log-probabilities (of the drawn
/// tokens).
CaptionRecord caption_record(const CaptionBatch& captions, std::int64_t row, std::int64_t stop_token,
                             const Tokenizer& tokenizer);

/// Of the whole batch that `captions` are `share` of.
struct CaptionFigures {
  double distinct_2 = 0;   ///< distinct pairs of neighbouring tokens / all pairs
  double mean_length = 0;  ///< tokens
  double repeated = 0;     ///< 1 - distinct captions / captions, by their tokens
  double cut = 0;          ///< share of the captions that ran into the length limit
};
CaptionFigures measure_captions(const CaptionBatch& captions, const BatchShare& share = {});

}  // namespace vignette
