#pragma once
// Spectral normalisation of a matrix (Miyato et al. 2018, arXiv 1802.05957).

#include <ATen/core/Tensor.h>

namespace vignette {

/// W / σ(W), σ the largest singular value as power iteration knows it: σ = uᵀWv (equations 8 and 9, algorithm 1). u and
/// v count as constants of the gradient. One thread at a time.
class SpectralNorm {
 public:
  /// `weight` [out, in], fp32. Draws u from the default generator of the CPU and runs 15 rounds, as torch does.
  explicit SpectralNorm(const at::Tensor& weight);
  /// Rounds v = Wᵀu/‖Wᵀu‖, u = Wv/‖Wv‖, in place. No gradient.
  void iterate(const at::Tensor& weight, int rounds = 1);
  /// With gradient to `weight`, of the same shape.
  at::Tensor apply(const at::Tensor& weight) const;

  const at::Tensor& left() const { return left_; }    ///< u [out]
  const at::Tensor& right() const { return right_; }  ///< v [in]

 private:
  at::Tensor left_, right_;
};

}  // namespace vignette
