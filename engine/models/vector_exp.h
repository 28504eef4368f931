#pragma once
// exp(x) in plain arithmetic, so that the compiler turns loops over it into vector instructions.

#include <bit>
#include <cstdint>

// Copies of a function for the instruction sets that it may meet; the right one is chosen when the program loads.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define VIGNETTE_VECTOR_CLONES __attribute__((target_clones("avx512f", "fma", "default")))
#else
#define VIGNETTE_VECTOR_CLONES
#endif

namespace vignette {

/// exp(x) of x ≤ 0 within 2e-7 of it; exactly 0 below -87. Range reduction to |r| ≤ ln 2 / 2, then the Taylor series.
[[gnu::always_inline]] inline float vector_exp(float x) {
  constexpr float log2e = 1.44269504f, ln2_high = 0.693359375f, ln2_low = -2.12194440e-4f;
  constexpr float shift = 12582912.0f;  // 1.5·2^23: adding it rounds to an integer, which its low bits then hold
  const float clamped = x < -87.0f ? -87.0f : x;
  const float shifted = clamped * log2e + shift;
  const float n = shifted - shift;
  const float r = (clamped - n * ln2_high) - n * ln2_low;
  float series = 1.0f / 5040;
  series = series * r + 1.0f / 720;
  series = series * r + 1.0f / 120;
  series = series * r + 1.0f / 24;
  series = series * r + 1.0f / 6;
  series = series * r + 0.5f;
  series = series * r + 1.0f;
  series = series * r + 1.0f;
  const auto power = (std::bit_cast<std::uint32_t>(shifted) + 127u) << 23;
  return x < -87.0f ? 0.0f : series * std::bit_cast<float>(power);
}

}  // namespace vignette
