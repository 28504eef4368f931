#pragma once
// The language model's head and what training reads of it, without the passes over whole [N, V] tensors that a chain of
// operators takes: the logits are the only such tensor, and their gradient takes their place.

#include <ATen/core/Tensor.h>

namespace vignette {

struct TokenScores {
  at::Tensor log_probs;  ///< [N] fp32, with gradient: log softmax(hidden·weightᵀ) at the target
  at::Tensor entropy;    ///< scalar fp32, no gradient: sum over the rows of the distributions' entropies, in nats
  at::Tensor correct;    ///< scalar fp32: how many targets are the likeliest token
};

/// hidden [N, e], weight [V, e], targets [N] int64. Products run in autocast's type where it is on, the softmax in
/// fp32. The gradient goes to hidden and weight and can be taken once only (std::logic_error the second time).
TokenScores score_tokens(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& targets);

}  // namespace vignette
