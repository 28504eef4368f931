#pragma once
// The next token of each row, from next-token logits: the likeliest, a drawn one, or the likeliest few.

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vignette {

/// log p is of the softmax of the logits given. On the CPU each row is read two or three times and nothing of its size
/// is written; other devices take LibTorch's operators. No gradient. All throw std::invalid_argument for logits that
/// are not [R, V].
struct TokenChoice {
  at::Tensor tokens;     ///< int64, [R] or [R, k]
  at::Tensor log_probs;  ///< fp32, the same shape
};

/// logits [R, V] fp32 -> the largest of each row, the first of equals.
TokenChoice likeliest_token(const at::Tensor& logits);
/// The k largest of each row, largest first; 1 ≤ k ≤ V.
TokenChoice likeliest_tokens(const at::Tensor& logits, std::int64_t k);
/// The first token whose cumulative probability exceeds u; uniforms [R] double in [0, 1). Tokens of -inf are never
/// drawn.
TokenChoice drawn_token(const at::Tensor& logits, const at::Tensor& uniforms);

/// How sure the model was at one position.
struct TokenStatistics {
  at::Tensor entropy;            ///< [R] fp32, nats
  at::Tensor tokens, log_probs;  ///< [R, k] the likeliest
};
/// logits [R, V] -> of each row, by LibTorch's operators.
TokenStatistics token_statistics(const at::Tensor& logits, std::int64_t k);

}  // namespace vignette
