#pragma once
// Attention of one position over cached ones that lie scattered: the processor's part of KeyValueCache.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

namespace vignette {

/// All tensors are on the CPU, contiguous, fp32 or bf16 alike.
struct CachedPositions {
  const at::Tensor& lead_keys;                         ///< [P, k, E]
  const at::Tensor& lead_values;                       ///< [P, k, E]
  at::Tensor keys, values;                             ///< [≥ R, capacity, E]; position `sources.size()` is written
  std::span<const std::int32_t> owners;                ///< [R]
  std::span<const std::vector<std::int32_t>> sources;  ///< [positions so far][R]
  std::int64_t heads = 1;
};

/// packed [R, 3E] of query, key, value of the next position -> [R, E]: softmax(q·K/√head size)·V, computed in fp32.
at::Tensor attend_cached(const at::Tensor& packed, const CachedPositions& cached);

}  // namespace vignette
