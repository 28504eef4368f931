#include "models/attention.h"

#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/zeros.h>

#include <limits>
#include <optional>

namespace vignette {

at::Tensor split_heads(const at::Tensor& rows, std::int64_t batch, std::int64_t heads) {
  const std::int64_t time = rows.size(0) / batch;
  return rows.view({batch, time, heads, rows.size(1) / heads}).transpose(1, 2);
}

at::Tensor merge_heads(const at::Tensor& heads) {
  const auto sizes = heads.sizes();
  return heads.transpose(1, 2).reshape({sizes[0] * sizes[2], sizes[1] * sizes[3]});
}

at::Tensor attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                  const AttentionOptions& options) {
  std::optional<at::Tensor> mask;
  if (options.mask.defined()) mask = options.mask;
  return at::scaled_dot_product_attention(query, key, value, mask, options.dropout, options.causal && !mask);
}

at::Tensor additive_mask(const at::Tensor& allowed, at::ScalarType dtype) {
  return at::zeros(allowed.sizes(), allowed.options().dtype(dtype))
      .masked_fill_(allowed.logical_not(), -std::numeric_limits<double>::infinity());
}

}  // namespace vignette
