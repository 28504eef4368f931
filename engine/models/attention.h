#pragma once
// Multi-head attention on rows: hidden states stay [B·T, E] between layers, so that every matrix product is one call.

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vignette {

/// rows [B·T, E] -> [B, heads, T, E/heads], a view where the rows allow.
at::Tensor split_heads(const at::Tensor& rows, std::int64_t batch, std::int64_t heads);
/// [B, heads, T, D] -> [B·T, heads·D].
at::Tensor merge_heads(const at::Tensor& heads);

struct AttentionOptions {
  at::Tensor mask;      ///< additive, broadcastable to [B, heads, Tq, Tk]; undefined: none
  bool causal = false;  ///< only without a mask and for Tq = Tk
  double dropout = 0;   ///< on the attention weights
};

/// softmax(q·kᵀ/√D + mask)·v; q, k, v [B, heads, T, D] -> [B, heads, Tq, D].
at::Tensor attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                  const AttentionOptions& options);

/// allowed (bool) -> 0 where true, -inf elsewhere, in `dtype`.
at::Tensor additive_mask(const at::Tensor& allowed, at::ScalarType dtype);

}  // namespace vignette
