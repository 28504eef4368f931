#pragma once
// One micro batch of the adversarial recipe (reference.md section 2): critic loss, rewards, policy-gradient loss.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "models/captioner.h"
#include "models/roberta.h"
#include "training/caption_batch.h"
#include "training/optimizer.h"
#include "training/rewards.h"

namespace vignette {

/// Choices that may change between two steps.
struct AdversarialOptions {
  std::int64_t samples_per_image = 5, max_length = 20;
  SamplingOptions sampling;
  RewardWeights weights;
  Baseline baseline = Baseline::greedy;
  bool mask_forced_stop = false;
  bool reference = false;  ///< the original's slips (quirk 17)
  double clip_norm = 1;
  double accumulation = 1;       ///< losses are divided by it before their gradients are added up
  bool last_micro_batch = true;  ///< of its optimiser step
};

/// B images with n samples each, image-major.
struct AdversarialInputs {
  /// [B, d] embeddings of the images, and what captions are compared with (undefined where CLIP's score has no weight)
  at::Tensor images, targets;
  Discriminator::Batch real;                 ///< B·n human captions
  CaptionBatch samples;                      ///< B·n
  CaptionBatch greedy;                       ///< B, or empty (sample baseline)
  std::vector<const DatasetImage*> sources;  ///< [B] the images, for terms that read their references
  /// [B·n] with gradient and their entropy where sampling kept them (through_sampling.h); undefined: a pass over the
  /// samples computes them.
  at::Tensor log_probabilities, entropy;
};

/// Per sample, all [B·n] on the CPU, undefined where there is none; advantage is that of the reward.
struct CaptionScores {
  at::Tensor reward, cosine, l1, clip, critic, advantage, log_probability;
  std::vector<TermScores> terms;
};

struct AdversarialFigures {
  double generator_loss = 0, critic_loss = 0, reward_loss = 0, fd_loss = 0;
  double reward = 0, cosine = 0, l1 = 0, clip = 0, critic = 0;  ///< means over the samples
  double advantage = 0;                                         ///< mean of the reward's advantage
  Scalars terms;                                                ///< means of the other terms, not weighted
  double critic_accuracy = 0, entropy = 0, generator_norm = 0, critic_norm = 0;
  double critic_seconds = 0, generator_seconds = 0;
  CaptionScores scores;
};

/// Holds the trainees. The critic may be absent. Model parameters keep their gradients between micro batches.
class AdversarialStep {
 public:
  struct Parts {
    const Captioner* generator = nullptr;
    AdamW* generator_optimizer = nullptr;
    const Discriminator* critic = nullptr;  ///< nullptr: the score is the only reward
    AdamW* critic_optimizer = nullptr;
    std::shared_ptr<const Tokenizer> critic_tokenizer;
    bool critic_has_dropout = true;
    std::function<at::Tensor(std::span<const std::string>)> encode_texts;  ///< CLIP's text features, not normalised
    at::Tensor scale;                                                      ///< exp(logit scale)
    /// The terms beside CLIP's; empty: none.
    std::function<std::vector<TermScores>(std::span<const CaptionToScore>)> score_terms;
  };
  explicit AdversarialStep(Parts parts) : parts_(std::move(parts)) {}

  /// Scores, forward and backward of both losses, gradients clipped as they stand (quirk 23); no optimiser step. The
  /// critic's rewards are those before its update. `w` weighs the score's loss; `train_generator` false leaves its
  /// gradients alone (the phase in which only the critic trains). The critic's dropout draws from the default
  /// generator.
  AdversarialFigures run(const AdversarialInputs& inputs, const AdversarialOptions& options, double w,
                         bool train_generator) const;

  /// Σ weight·term of captions whose rows belong to `sources` [R] (empty without terms), `images` and `targets` [R, d].
  /// CLIP's scores are left undefined when they have no weight, unless `always_clip`. May throw what
  /// RewardTerms::score throws, so it comes before anything of the step changes what training_state() holds.
  CaptionRewards rewards(std::span<const std::string> texts, std::span<const DatasetImage* const> sources,
                         const at::Tensor& images, const at::Tensor& targets, const RewardWeights& weights,
                         bool always_clip = false) const;
  /// CLIP scores [R] of captions whose rows belong to `images` and `targets` [R, d]; equal texts are encoded once.
  ClipScores clip_scores(std::span<const std::string> texts, const at::Tensor& images, const at::Tensor& targets,
                         const RewardWeights& weights) const;
  /// Raw logits [R] without dropout or gradient; undefined without a critic.
  at::Tensor critic_logits(std::span<const std::string> texts, const AdversarialOptions& options) const;
  Discriminator::Batch critic_batch(std::span<const std::string> texts, const AdversarialOptions& options) const;

 private:
  struct CriticResult {
    at::Tensor samples, greedy;  ///< logits before the update
  };
  CaptionRewards rewards(const AdversarialInputs& inputs, const AdversarialOptions& options) const;
  CriticResult train_critic(const AdversarialInputs& inputs, const AdversarialOptions& options,
                            AdversarialFigures& figures) const;
  void train_generator(const AdversarialInputs& inputs, const AdversarialOptions& options, double w, bool with_gradient,
                       const at::Tensor& reward_advantage, const at::Tensor& critic_advantage,
                       AdversarialFigures& figures) const;

  Parts parts_;
};

/// Two batches in one, padded to the longer.
Discriminator::Batch join_batches(const Discriminator::Batch& first, const Discriminator::Batch& second,
                                  std::int64_t pad_id);

}  // namespace vignette
