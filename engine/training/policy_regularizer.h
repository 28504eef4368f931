#pragma once
// What holds a policy back besides its scores: distance to the captioner it started from, and entropy. Both over
// next-token distributions, given as log-probabilities [N, V].

#include <ATen/core/Tensor.h>

namespace vignette {

/// Σ_N Σ_v π(v)·(log π(v) - log π₀(v)): the divergence over the whole vocabulary at the positions that were sampled, as
/// Jaques et al. 2017 (arXiv 1611.02796) and Ziegler et al. 2019 (arXiv 1909.08593) hold a policy near its start. It is
/// exact for each position, unlike estimates from the sampled token alone (k1, k3), and costs π₀'s distributions. The
/// gradient goes to π; which positions were reached counts as given. Scalar ≥ 0 but for rounding. All finite.
at::Tensor total_divergence(const at::Tensor& log_probs, const at::Tensor& reference_log_probs);

/// -Σ_N Σ_v π(v)·log π(v), with gradient (entropy bonus: Williams & Peng 1991; Mnih et al. 2016, arXiv 1602.01783).
/// Filtered tokens (-inf) add nothing.
at::Tensor total_entropy(const at::Tensor& log_probs);

}  // namespace vignette
