#pragma once
// The critic's loss over human and generated captions.

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "models/roberta.h"

namespace vignette {

struct CriticLossOptions {
  /// Human captions have the label 1 - this; generated ones keep 0 (one-sided: Salimans et al. 2016, arXiv 1606.03498,
  /// section 3.4).
  double label_smoothing = 0;
  double r1_weight = 0;  ///< γ: adds γ/2 · r1_penalty(); 0: it is not computed
};

struct CriticLoss {
  at::Tensor loss;        ///< scalar, with gradient: cross-entropy and penalty
  at::Tensor real, fake;  ///< logits of both sides, no gradient
  double cross_entropy = 0;
  double penalty = 0;  ///< r1_penalty(), before γ/2
};

/// One forward over both batches, dropout on. BCE with logits, mean over all captions.
CriticLoss critic_loss(const Discriminator& critic, const Discriminator::Batch& real, const Discriminator::Batch& fake,
                       std::int64_t pad_id, const CriticLossOptions& options);

/// Logits [R], captions of similar length together.
at::Tensor critic_forward(const Discriminator& critic, const Discriminator::Batch& batch, Mode mode);

/// Mean over captions of ‖∂D/∂e‖², e a caption's word embeddings (before positions and LayerNorm), which count as data:
/// E_real‖∇D(x)‖² of Mescheder et al. 2018, arXiv 1801.04406, equation 9. Dropout off, fp32. Scalar with gradient to
/// the critic's parameters (differentiates twice: two to three times a critic's step on human captions).
at::Tensor r1_penalty(const Discriminator& critic, const Discriminator::Batch& real);

/// Two batches in one, padded to the longer.
Discriminator::Batch join_batches(const Discriminator::Batch& first, const Discriminator::Batch& second,
                                  std::int64_t pad_id);

}  // namespace vignette
