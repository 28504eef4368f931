#pragma once
// AdamW in two forms, over the named parameters of one model.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/module.h"
#include "training/gradient_synchroniser.h"
#include "training/loss_scaler.h"

namespace vignette {

enum class AdamWKind {
  fused,  ///< torch's: decay before the update, epsilon added to the bias-corrected root (Loshchilov & Hutter 2019)
  transformers  ///< transformers 4.27's: epsilon added before bias correction, decay after the update
};

/// Which weights do not decay.
enum class DecayRule {
  all_norms,  ///< no decay for biases and every LayerNorm's weight, whatever its name
  reference  ///< no decay where the name contains "bias" or "LayerNorm.weight": GPT-2's and the mapper's norms do decay
};

/// True when weight decay applies to the parameter of this name.
bool decays(std::string_view name, DecayRule rule);

struct AdamWOptions {
  AdamWKind kind = AdamWKind::fused;
  DecayRule decay_rule = DecayRule::all_norms;
  double beta1 = 0.9, beta2 = 0.999;  ///< in [0, 1)
  double epsilon = 1e-8;
  std::optional<LossScaleOptions> loss_scale;  ///< for fp16; the weights and moments stay fp32
};

/// Keeps handles of the parameters that require a gradient; they must not be replaced while it lives. One thread at a
/// time.
class AdamW {
 public:
  AdamW(const NamedTensors& parameters, const AdamWOptions& options);

  /// From now on gradients are summed over the group's processes (nullptr: nothing changes). Call once, before the
  /// first backward().
  void synchronise(ProcessGroup* group);
  /// Adds the gradients of the scalar `loss`, multiplied by the loss scale where there is one. The pass that
  /// `completes` the gradients of a step is the one during which the processes' gradients are summed; before it each
  /// adds up its own.
  void backward(const at::Tensor& loss, bool completes = true);
  /// One update from the gradients held by the parameters; a parameter without gradient stays as it is. With a loss
  /// scale gradients that are not finite leave everything as it is; false then.
  bool step(double learning_rate, double weight_decay);
  void zero_gradients();
  /// Scales the gradients down to a total 2-norm of at most `limit` (0: no limit), as torch's clip_grad_norm_ does.
  /// Returns the norm before, the loss scale taken out; NaN or infinity passes through.
  double clip_gradients(double limit);

  /// Moments and step counts by name ("exp_avg/<parameter>", "exp_avg_sq/<parameter>", "step/<parameter>"): for
  /// checkpoints; and the loss scaler's, behind "loss_scale/".
  NamedTensors state() const;
  /// nullptr without a loss scale.
  const LossScaler* loss_scaler() const { return scaler_ ? &*scaler_ : nullptr; }

 private:
  struct Group {
    std::vector<at::Tensor> parameters, means, squares, steps;
    bool decay = true;
  };
  void step_fused(Group& group, double learning_rate, double weight_decay);
  void step_transformers(Group& group, double learning_rate, double weight_decay);
  std::vector<at::Tensor> gradients() const;

  AdamWOptions options_;
  std::unique_ptr<GradientSynchroniser> synchroniser_;
  Group groups_[2];
  std::vector<std::string> names_[2];
  std::optional<LossScaler> scaler_;
};

}  // namespace vignette
