// R1, apart from the rest of the loss since autograd's header is heavy.

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <c10/core/DispatchKeySet.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/autograd.h>

#include "training/critic_loss.h"

namespace vignette {
namespace {

/// While alive, attention is made of plain operators: the fused kernels have no second derivative.
class PlainAttention {
 public:
  PlainAttention() { use(false, false, false); }
  ~PlainAttention() { use(flash_, efficient_, cudnn_); }
  PlainAttention(const PlainAttention&) = delete;
  PlainAttention& operator=(const PlainAttention&) = delete;

 private:
  static void use(bool flash, bool efficient, bool cudnn) {
    auto& context = at::globalContext();
    context.setSDPUseFlash(flash);
    context.setSDPUseMemEfficient(efficient);
    context.setSDPUseCuDNN(cudnn);
  }
  bool flash_ = at::globalContext().userEnabledFlashSDP();
  bool efficient_ = at::globalContext().userEnabledMemEfficientSDP();
  bool cudnn_ = at::globalContext().userEnabledCuDNNSDP();
};

}  // namespace

at::Tensor r1_penalty(const Discriminator& critic, const Discriminator::Batch& real) {
  const PlainAttention plain_attention;
  const c10::impl::ExcludeDispatchKeyGuard no_autocast(c10::autocast_dispatch_keyset);
  const auto words = critic.roberta().embed_words(real.ids).detach().requires_grad_(true);
  const auto logits = critic.forward_words(words, real, Mode::evaluation);
  const auto gradient =
      torch::autograd::grad({logits.sum()}, {words}, {}, /*retain_graph=*/true, /*create_graph=*/true).front();
  return gradient.square().sum({1, 2}).mean();
}

}  // namespace vignette
