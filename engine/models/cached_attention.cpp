#include "models/cached_attention.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/vector_exp.h"

namespace vignette {
namespace {

/// bf16 as bits: the upper half of a float.
struct Half {
  std::uint16_t bits;
};

[[gnu::always_inline]] inline float widened(float x) {
  return x;
}
[[gnu::always_inline]] inline float widened(Half x) {
  return std::bit_cast<float>(std::uint32_t{x.bits} << 16);
}
[[gnu::always_inline]] inline void narrow_to(float& to, float x) {
  to = x;
}
/// To the nearest, halves to even; scores and values are finite.
[[gnu::always_inline]] inline void narrow_to(Half& to, float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  to.bits = static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

template <typename T>
struct Job {
  const T *packed, *lead_keys, *lead_values;
  T *keys, *values, *out;
  std::int64_t lead, capacity, filled, heads, size, width;
  std::span<const std::int32_t> owners;
  std::span<const std::vector<std::int32_t>> sources;
  float scale;

  std::int64_t positions() const { return lead + filled + 1; }
  /// Where position `t` of a row lies, as an offset into the lead's tensors or the later ones.
  std::int64_t lead_offset(std::int64_t row, std::int64_t t) const {
    return (owners[static_cast<std::size_t>(row)] * lead + t) * width;
  }
  std::int64_t later_offset(std::int64_t row, std::int64_t t) const {
    const std::int64_t source = t == filled ? row : sources[static_cast<std::size_t>(t)][static_cast<std::size_t>(row)];
    return (source * capacity + t) * width;
  }
};

/// scores[h·positions] = q·k of each head.
template <typename T>
[[gnu::always_inline]] inline void weigh(const T* query, const T* key, const Job<T>& job, float* scores) {
  for (std::int64_t h = 0; h < job.heads; ++h) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t d = 0; d < job.size; ++d)
      sum += widened(query[h * job.size + d]) * widened(key[h * job.size + d]);
    scores[h * job.positions()] = sum * job.scale;
  }
}

[[gnu::always_inline]] inline void softmax(float* scores, std::int64_t count) {
  float largest = scores[0], sum = 0;
  for (std::int64_t i = 1; i < count; ++i) largest = std::max(largest, scores[i]);
#pragma omp simd reduction(+ : sum)
  for (std::int64_t i = 0; i < count; ++i) {
    scores[i] = vector_exp(scores[i] - largest);
    sum += scores[i];
  }
  const float inverse = 1 / sum;
  for (std::int64_t i = 0; i < count; ++i) scores[i] *= inverse;
}

template <typename T>
[[gnu::always_inline]] inline void add_values(const T* value, const Job<T>& job, const float* weights, float* sums) {
  for (std::int64_t h = 0; h < job.heads; ++h) {
    const float weight = weights[h * job.positions()];
#pragma omp simd
    for (std::int64_t d = 0; d < job.size; ++d) sums[h * job.size + d] += weight * widened(value[h * job.size + d]);
  }
}

/// `scratch`: heads·positions + width floats.
template <typename T>
[[gnu::always_inline]] inline void attend_row(const Job<T>& job, std::int64_t row, float* scratch) {
  const T* query = job.packed + row * 3 * job.width;
  const std::int64_t here = job.later_offset(row, job.filled);
  std::copy_n(query + job.width, job.width, job.keys + here);
  std::copy_n(query + 2 * job.width, job.width, job.values + here);
  float* scores = scratch;
  float* sums = scratch + job.heads * job.positions();
  for (std::int64_t t = 0; t < job.lead; ++t) weigh(query, job.lead_keys + job.lead_offset(row, t), job, scores + t);
  for (std::int64_t t = 0; t <= job.filled; ++t)
    weigh(query, job.keys + job.later_offset(row, t), job, scores + job.lead + t);
  for (std::int64_t h = 0; h < job.heads; ++h) softmax(scores + h * job.positions(), job.positions());
  std::fill_n(sums, job.width, 0.0f);
  for (std::int64_t t = 0; t < job.lead; ++t)
    add_values(job.lead_values + job.lead_offset(row, t), job, scores + t, sums);
  for (std::int64_t t = 0; t <= job.filled; ++t)
    add_values(job.values + job.later_offset(row, t), job, scores + job.lead + t, sums);
  for (std::int64_t d = 0; d < job.width; ++d) narrow_to(job.out[row * job.width + d], sums[d]);
}

// Clones are made of functions, not of templates.
VIGNETTE_VECTOR_CLONES void attend_rows(const Job<float>& job, std::int64_t begin, std::int64_t end, float* scratch) {
  for (std::int64_t row = begin; row < end; ++row) attend_row(job, row, scratch);
}

VIGNETTE_VECTOR_CLONES void attend_rows(const Job<Half>& job, std::int64_t begin, std::int64_t end, float* scratch) {
  for (std::int64_t row = begin; row < end; ++row) attend_row(job, row, scratch);
}

template <typename T>
at::Tensor attend_as(const at::Tensor& packed, const CachedPositions& cached) {
  const std::int64_t rows = packed.size(0), width = packed.size(1) / 3;
  at::Tensor out = at::empty({rows, width}, packed.options());
  const auto data = [](const at::Tensor& tensor) { return static_cast<T*>(tensor.data_ptr()); };
  const Job<T> job{data(packed),
                   data(cached.lead_keys),
                   data(cached.lead_values),
                   data(cached.keys),
                   data(cached.values),
                   data(out),
                   cached.lead_keys.size(1),
                   cached.keys.size(1),
                   static_cast<std::int64_t>(cached.sources.size()),
                   cached.heads,
                   width / cached.heads,
                   width,
                   cached.owners,
                   cached.sources,
                   1 / std::sqrt(static_cast<float>(width / cached.heads))};
  constexpr std::int64_t worth_a_thread = 1 << 16;  // multiplications: waking a thread costs some microseconds
  const std::int64_t grain = std::max<std::int64_t>(1, worth_a_thread / (job.positions() * width));
  at::parallel_for(0, rows, grain, [&](std::int64_t begin, std::int64_t end) {
    std::vector<float> scratch(static_cast<std::size_t>(job.heads * job.positions() + width));
    attend_rows(job, begin, end, scratch.data());
  });
  return out;
}

}  // namespace

at::Tensor attend_cached(const at::Tensor& packed, const CachedPositions& cached) {
  const at::Tensor contiguous = packed.contiguous();
  return packed.scalar_type() == at::kFloat ? attend_as<float>(contiguous, cached)
                                            : attend_as<Half>(contiguous, cached);
}

}  // namespace vignette
