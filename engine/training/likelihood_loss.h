#pragma once
// Cross-entropy of captions after their prefix.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

#include "models/captioner.h"

namespace vignette {

struct TokenRows {
  at::Tensor ids;      ///< [B, T] int64, padded with 0
  at::Tensor present;  ///< [B, T] bool: tokens, padding left out
  at::Tensor counted;  ///< [B, T] bool: those of them that are trained
  at::Tensor lengths;  ///< [B] int64, on the CPU: tokens, padding left out
};

/// Pads to the longest. `ignore_zero` follows the originals, which never train the token '!' (id 0, quirk 29).
TokenRows token_rows(std::span<const std::vector<std::int64_t>* const> captions, bool ignore_zero,
                     const at::Device& device);

struct LikelihoodLoss {
  at::Tensor loss;          ///< scalar with gradient: mean -log p over the counted tokens
  std::int64_t tokens = 0;  ///< how many those are
  double correct = 0;       ///< part of them that the model holds for the likeliest
};

/// prefix [B, k, e]; logits are computed for counted tokens only.
LikelihoodLoss likelihood_loss(const Captioner& captioner, const at::Tensor& prefix, const TokenRows& rows, Mode mode);

/// Ids of a caption to learn: with its '.', which is added where it is missing, and cut to `max_length` with the '.'
/// kept. `reference` takes the text as it stands and cuts it. Captioners whose captions end by token (captioner.h) get
/// the text as it stands and the end token in both forms.
std::vector<std::int64_t> caption_targets(const Captioner& captioner, const std::string& caption,
                                          std::int64_t max_length, bool reference);

/// min(mean + 10 standard deviations, limit) of caption lengths (quirk 31).
std::int64_t length_limit(std::span<const std::vector<std::int64_t>> captions, std::int64_t limit);

}  // namespace vignette
