#pragma once
// One micro batch of the adversarial recipe (reference.md section 2): critic loss, rewards, policy-gradient loss.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/captioner.h"
#include "models/roberta.h"
#include "training/baseline.h"
#include "training/batch_share.h"
#include "training/caption_batch.h"
#include "training/critic_loss.h"
#include "training/optimizer.h"
#include "training/rewards.h"

namespace vignette {

/// Choices that may change between two steps.
struct AdversarialOptions {
  std::int64_t samples_per_image = 5, max_length = 20;
  SamplingOptions sampling;
  RewardWeights weights;
  Baseline baseline = Baseline::greedy;
  double baseline_decay = 0.99;  ///< of Baseline::moving_average
  AdvantageNormalisation normalisation = AdvantageNormalisation::none;
  double kl_weight = 0, entropy_weight = 0;  ///< of policy_regularizer.h, in the captioner's loss
  bool train_critic = true;                  ///< false: the critic only scores, and `real` is not read
  CriticLossOptions critic;
  bool mask_forced_stop = false;
  bool reference = false;  ///< the original's slips (quirk 17)
  double clip_norm = 1;
  double accumulation = 1;  ///< losses are divided by it before their gradients are added up
  bool completes = true;    ///< the last micro batch of its optimiser step: gradients are whole, and clipped, only then
  BatchShare share;         ///< what of the micro batch the inputs are
};

/// B images with n samples each, image-major.
struct AdversarialInputs {
  /// [B, d] embeddings of the images, and what captions are compared with (undefined where CLIP's score has no weight)
  at::Tensor images, targets;
  Discriminator::Batch real;                 ///< B·n human captions
  CaptionBatch samples;                      ///< B·n
  CaptionBatch greedy;                       ///< B, or empty (only the greedy baseline needs them)
  std::vector<const DatasetImage*> sources;  ///< [B] the images, for terms that read their references
  /// What the critic learns to tell as generated; empty: the samples.
  std::vector<std::string> fakes;
  const Captioner* initial = nullptr;  ///< what the divergence is measured to, where kl_weight > 0
  /// [B·n] with gradient and their entropy where sampling kept them (through_sampling.h); undefined: a pass over the
  /// samples computes them.
  at::Tensor log_probabilities, entropy;
};

/// Per sample, all [B·n] on the CPU, undefined where there is none; advantage is that of the reward.
struct CaptionScores {
  at::Tensor reward, cosine, l1, clip, critic, advantage, log_probability;
  std::vector<TermScores> terms;
};

/// The critic before its update. Means over the training forward's captions, dropout on.
struct CriticFigures {
  double loss = 0;                              ///< cross-entropy alone
  double accuracy = 0;                          ///< of all captions, threshold probability 1/2
  double accuracy_real = 0, accuracy_fake = 0;  ///< of human and of generated ones
  double margin = 0;                            ///< mean logit of human captions - mean logit of generated ones
  double norm = 0;                              ///< of the gradient, before clipping
  std::optional<double> penalty;                ///< r1_penalty() where it was computed
};

struct AdversarialFigures {
  double generator_loss = 0, reward_loss = 0, fd_loss = 0;
  double reward = 0, cosine = 0, l1 = 0, clip = 0, critic = 0;  ///< means over the samples
  double advantage = 0, advantage_spread = 0;  ///< mean and standard deviation of the reward's advantage
  Scalars terms;                               ///< means of the other terms, not weighted
  double entropy = 0, generator_norm = 0;
  std::optional<double> divergence;      ///< from the initial captioner, nats per token
  std::optional<CriticFigures> trained;  ///< where the critic trained
  bool complete = true;                  ///< the gradients' norms are those of a whole step
  double critic_seconds = 0, generator_seconds = 0;
  CaptionScores scores;
};

/// Holds the trainees. The critic may be absent. Model parameters keep their gradients between micro batches.
class AdversarialStep {
 public:
  struct Parts {
    const Captioner* generator = nullptr;
    AdamW* generator_optimizer = nullptr;
    Discriminator* critic = nullptr;  ///< nullptr: the score is the only reward
    AdamW* critic_optimizer = nullptr;
    std::shared_ptr<const Tokenizer> critic_tokenizer;
    bool critic_has_dropout = true;
    /// CLIP's text features, not normalised. Empty: the encoder has none, and CLIP scores nothing.
    std::function<at::Tensor(std::span<const std::string>)> encode_texts;
    at::Tensor scale;  ///< exp(logit scale)
    /// The terms beside CLIP's; empty: none.
    std::function<std::vector<TermScores>(std::span<const CaptionToScore>)> score_terms;
    std::shared_ptr<MovingBaselines> baselines = std::make_shared<MovingBaselines>();
  };
  explicit AdversarialStep(Parts parts) : parts_(std::move(parts)) {}

  /// False where neither CLIP nor a term scores captions: rewards() must not be called then.
  bool scores_captions() const { return parts_.encode_texts || parts_.score_terms; }

  /// Scores, forward and backward of both losses, gradients clipped when they are complete (the original clips them as
  /// they stand after every micro batch, quirk 23: completes = true each time); no optimiser step. The critic's rewards
  /// are those before its update. `w` weighs the score's loss; `train_generator` false leaves its gradients alone (the
  /// phase in which only the critic trains). The critic's dropout draws from the default generator. `critic_trained` is
  /// called once the critic's gradients of this micro batch are there and its logits are read, before the captioner's
  /// gradients take memory: the critic may be updated in it.
  AdversarialFigures run(const AdversarialInputs& inputs, const AdversarialOptions& options, double w,
                         bool train_generator, const std::function<void()>& critic_trained = {}) const;

  /// Σ weight·term of captions whose rows belong to `sources` [R] (empty without terms), `images` and `targets` [R, d].
  /// CLIP's scores are left undefined when they have no weight, unless `always_clip`. May throw what
  /// RewardTerms::score throws, so it comes before anything of the step changes what training_state() holds.
  CaptionRewards rewards(std::span<const std::string> texts, std::span<const DatasetImage* const> sources,
                         const at::Tensor& images, const at::Tensor& targets, const RewardWeights& weights,
                         bool always_clip = false) const;
  /// The critic's part alone: forward, backward and clipping as in run(), without scores.
  CriticFigures train_critic(const Discriminator::Batch& real, std::span<const std::string> fakes,
                             const AdversarialOptions& options) const;

  /// CLIP scores [R] of captions whose rows belong to `images` and `targets` [R, d]; equal texts are encoded once.
  ClipScores clip_scores(std::span<const std::string> texts, const at::Tensor& images, const at::Tensor& targets,
                         const RewardWeights& weights) const;
  /// Raw logits [R] without dropout or gradient; undefined without a critic.
  at::Tensor critic_logits(std::span<const std::string> texts, const AdversarialOptions& options) const;
  Discriminator::Batch critic_batch(std::span<const std::string> texts, const AdversarialOptions& options) const;
  const MovingBaselines& baselines() const { return *parts_.baselines; }

 private:
  struct CriticScores {
    at::Tensor samples, greedy;  ///< logits before the update
  };
  CaptionRewards rewards(const AdversarialInputs& inputs, const AdversarialOptions& options) const;
  CriticScores critic_scores(const AdversarialInputs& inputs, const AdversarialOptions& options,
                             AdversarialFigures& figures) const;
  CriticFigures train_critic(const Discriminator::Batch& real, const Discriminator::Batch& fake,
                             const AdversarialOptions& options, at::Tensor& fake_logits) const;
  LogProbabilities log_probabilities(const AdversarialInputs& inputs, const AdversarialOptions& options) const;
  at::Tensor regulariser(const LogProbabilities& policy, const CaptionBatch& samples, const AdversarialOptions& options,
                         AdversarialFigures& figures) const;
  void train_generator(const AdversarialInputs& inputs, const AdversarialOptions& options, double w, bool with_gradient,
                       const at::Tensor& reward_advantage, const at::Tensor& critic_advantage,
                       AdversarialFigures& figures) const;

  Parts parts_;
};

}  // namespace vignette
