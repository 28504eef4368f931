#include "training/adversarial_step.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "training/compute.h"
#include "training/distinct_texts.h"

namespace vignette {
namespace {

class Stopwatch {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(now - std::exchange(begin_, now)).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

double number(const at::Tensor& scalar) {
  return scalar.item<double>();
}

at::Tensor on_cpu(const at::Tensor& values) {
  return values.detach().to(at::kCPU, at::kFloat);
}

void add_rewards(const CaptionRewards& samples, AdversarialFigures& figures) {
  auto& scores = figures.scores;
  figures.reward = number(samples.score.mean());
  scores.reward = on_cpu(samples.score);
  if (samples.clip.score.defined()) {
    figures.l1 = number(samples.clip.l1.mean());
    figures.cosine = number(samples.clip.cosine.mean());
    figures.clip = number(samples.clip.clip.mean());
    scores.cosine = on_cpu(samples.clip.cosine);
    scores.l1 = on_cpu(samples.clip.l1);
    scores.clip = on_cpu(samples.clip.clip);
  }
  scores.terms = samples.terms;
  for (const auto& term : samples.terms)
    figures.terms.emplace_back(
        term.name, std::reduce(term.values.begin(), term.values.end()) / static_cast<double>(term.values.size()));
}

/// Standard deviation over the whole batch; the captions of this process are its share.
double spread(const at::Tensor& values, const BatchShare& share) {
  const double mean = share.whole_mean(number(values.mean()));
  return std::sqrt(share.whole_mean(number((values - mean).square().mean())));
}

at::Tensor repeat_rows(const at::Tensor& rows, std::int64_t times) {
  return rows.repeat_interleave(times, 0);
}

}  // namespace

Discriminator::Batch AdversarialStep::critic_batch(std::span<const std::string> texts,
                                                   const AdversarialOptions& options) const {
  const auto device = parts_.scale.device();
  auto batch = Discriminator::tokenize(*parts_.critic_tokenizer, texts, options.max_length + 2,
                                       /*pad_to_maximum=*/false, options.reference);
  return {batch.ids.to(device), batch.attention_mask.to(device)};
}

at::Tensor AdversarialStep::critic_logits(std::span<const std::string> texts, const AdversarialOptions& options) const {
  if (!parts_.critic || texts.empty()) return {};
  const at::NoGradGuard no_grad;
  return critic_forward(*parts_.critic, critic_batch(texts, options), Mode::evaluation);
}

ClipScores AdversarialStep::clip_scores(std::span<const std::string> texts, const at::Tensor& images,
                                        const at::Tensor& targets, const RewardWeights& weights) const {
  const auto distinct = distinct_texts(texts);
  const auto rows = at::tensor(distinct.places, at::kLong).to(images.device());
  return score_captions(parts_.encode_texts(distinct.texts).index_select(0, rows), targets, images, parts_.scale,
                        weights);
}

CaptionRewards AdversarialStep::rewards(std::span<const std::string> texts,
                                        std::span<const DatasetImage* const> sources, const at::Tensor& images,
                                        const at::Tensor& targets, const RewardWeights& weights,
                                        bool always_clip) const {
  std::vector<TermScores> terms;
  if (parts_.score_terms && !texts.empty()) {
    std::vector<CaptionToScore> captions;
    for (std::size_t i = 0; i < texts.size(); ++i) captions.push_back({sources[i], texts[i]});
    terms = parts_.score_terms(captions);
  }
  ClipScores clip;
  if (always_clip || weights.clip_score != 0) clip = clip_scores(texts, images, targets, weights);
  return weighted_sum(std::move(clip), std::move(terms), weights, static_cast<std::int64_t>(texts.size()),
                      parts_.scale.device());
}

/// Of the samples, then of the greedy captions.
CaptionRewards AdversarialStep::rewards(const AdversarialInputs& inputs, const AdversarialOptions& options) const {
  const auto n = options.samples_per_image;
  auto texts = inputs.samples.texts;
  texts.insert(texts.end(), inputs.greedy.texts.begin(), inputs.greedy.texts.end());
  std::vector<const DatasetImage*> sources;
  for (const auto* source : inputs.sources) sources.insert(sources.end(), static_cast<std::size_t>(n), source);
  sources.insert(sources.end(), inputs.sources.begin(), inputs.sources.end());
  const auto rows = [&](const at::Tensor& of_images) {
    if (!of_images.defined()) return of_images;
    const auto repeated = repeat_rows(of_images, n);
    return inputs.greedy.size() > 0 ? at::cat({repeated, of_images}) : repeated;
  };
  return rewards(texts, sources, rows(inputs.images), rows(inputs.targets), options.weights);
}

CriticFigures AdversarialStep::train_critic(const Discriminator::Batch& real, const Discriminator::Batch& fake,
                                            const AdversarialOptions& options, at::Tensor& fake_logits) const {
  forget_cast_weights();
  const auto result = critic_loss(*parts_.critic, real, fake, parts_.critic_tokenizer->pad_id(), options.critic);
  parts_.critic_optimizer->backward(result.loss * options.share.weight / options.accumulation, options.completes);
  fake_logits = result.fake;
  const auto share = [](const at::Tensor& hits) { return number(hits.to(at::kFloat).mean()); };
  CriticFigures figures;
  if (options.completes) figures.norm = parts_.critic_optimizer->clip_gradients(options.clip_norm);
  figures.loss = result.cross_entropy;
  figures.accuracy_real = share(result.real.gt(0));
  figures.accuracy_fake = share(result.fake.le(0));
  figures.margin = number(result.real.mean() - result.fake.mean());
  const double reals = double(real.ids.size(0)), fakes = double(fake.ids.size(0));
  figures.accuracy = (figures.accuracy_real * reals + figures.accuracy_fake * fakes) / (reals + fakes);
  if (options.critic.r1_weight > 0) figures.penalty = result.penalty;
  return figures;
}

CriticFigures AdversarialStep::train_critic(const Discriminator::Batch& real, std::span<const std::string> fakes,
                                            const AdversarialOptions& options) const {
  parts_.critic->iterate_spectral_norm();
  at::Tensor logits;
  return train_critic(real, critic_batch(fakes, options), options, logits);
}

/// Trains the critic too, unless it is not its turn. Without dropout the logits of that forward are the samples'
/// scores.
AdversarialStep::CriticScores AdversarialStep::critic_scores(const AdversarialInputs& inputs,
                                                             const AdversarialOptions& options,
                                                             AdversarialFigures& figures) const {
  if (options.train_critic) parts_.critic->iterate_spectral_norm();
  CriticScores scores;
  scores.greedy = critic_logits(inputs.greedy.texts, options);
  const auto fakes = std::span<const std::string>(inputs.fakes.empty() ? inputs.samples.texts : inputs.fakes);
  at::Tensor logits;
  const bool from_training = options.train_critic && !parts_.critic_has_dropout && inputs.fakes.empty();
  if (!from_training) scores.samples = critic_logits(inputs.samples.texts, options);
  if (options.train_critic) figures.trained = train_critic(inputs.real, critic_batch(fakes, options), options, logits);
  if (from_training) scores.samples = logits;
  figures.critic = number(scores.samples.mean());
  return scores;
}

LogProbabilities AdversarialStep::log_probabilities(const AdversarialInputs& inputs,
                                                    const AdversarialOptions& options) const {
  LogProbabilityOptions pass{options.sampling, options.mask_forced_stop, options.entropy_weight > 0, {}, {}};
  if (options.kl_weight > 0 && inputs.initial) {
    const at::NoGradGuard no_grad;
    pass.reference = inputs.initial;
    pass.reference_prefix =
        repeat_rows(inputs.initial->prefix(inputs.images, Mode::evaluation), options.samples_per_image);
  }
  const auto prefix = parts_.generator->prefix(inputs.images, Mode::evaluation);
  return caption_log_probabilities(*parts_.generator, prefix, inputs.samples, pass);
}

/// This process's part of what divergence and entropy add to the loss: means over tokens, of which the processes have
/// different numbers.
at::Tensor AdversarialStep::regulariser(const LogProbabilities& policy, const CaptionBatch& samples,
                                        const AdversarialOptions& options, AdversarialFigures& figures) const {
  auto added = at::zeros({}, policy.mean.options().requires_grad(false));
  if (!policy.entropy.defined()) return added;
  const auto share = options.share.weight_of(double(token_count(samples, options.mask_forced_stop)));
  figures.entropy = options.share.total(share * number(policy.entropy));
  if (policy.divergence.defined()) {
    figures.divergence = options.share.total(share * number(policy.divergence));
    figures.generator_loss += options.kl_weight * *figures.divergence;
    added = added + share * options.kl_weight * policy.divergence;
  }
  if (options.entropy_weight == 0) return added;
  figures.generator_loss -= options.entropy_weight * figures.entropy;
  return added - share * options.entropy_weight * policy.entropy;
}

void AdversarialStep::train_generator(const AdversarialInputs& inputs, const AdversarialOptions& options, double w,
                                      bool with_gradient, const at::Tensor& reward_advantage,
                                      const at::Tensor& critic_advantage, AdversarialFigures& figures) const {
  LogProbabilities policy;
  if (inputs.log_probabilities.defined()) {
    policy = {inputs.log_probabilities, inputs.entropy, {}};
  } else if (with_gradient) {
    forget_cast_weights();
    policy = log_probabilities(inputs, options);
  } else {
    policy.mean = sampled_log_probabilities(inputs.samples, options.mask_forced_stop).to(inputs.images.device());
  }
  const auto& mean = policy.mean;
  auto loss = policy_loss(mean, reward_advantage);
  figures.reward_loss = number(loss.detach());
  if (critic_advantage.defined()) {
    const auto fd_loss = policy_loss(mean, critic_advantage);
    figures.fd_loss = number(fd_loss.detach());
    loss = w * loss + (1 - w) * fd_loss;
  }
  figures.generator_loss = number(loss.detach());
  figures.scores.log_probability = on_cpu(mean);
  loss = options.share.weight * loss + regulariser(policy, inputs.samples, options, figures);
  if (!with_gradient) return;
  parts_.generator_optimizer->backward(loss / options.accumulation, options.completes);
  if (options.completes) figures.generator_norm = parts_.generator_optimizer->clip_gradients(options.clip_norm);
}

AdversarialFigures AdversarialStep::run(const AdversarialInputs& inputs, const AdversarialOptions& options, double w,
                                        bool with_gradient, const std::function<void()>& critic_trained) const {
  AdversarialFigures figures;
  figures.complete = options.completes;
  Stopwatch watch;
  const auto n = options.samples_per_image;
  const auto all = rewards(inputs, options);
  const auto samples = all.rows(0, inputs.samples.size());
  const auto greedy_score = all.score.slice(0, inputs.samples.size());
  const auto advantage = [&](const at::Tensor& scores, const at::Tensor& greedy, MovingAverage& average) {
    return advantages(scores, greedy, n, options.baseline, average, options.baseline_decay, options.share);
  };
  const auto reward_advantage = advantage(samples.score, greedy_score, parts_.baselines->reward);
  at::Tensor critic_advantage;
  if (parts_.critic) {
    const auto logits = critic_scores(inputs, options, figures);
    critic_advantage = advantage(logits.samples, logits.greedy, parts_.baselines->critic);
    figures.scores.critic = on_cpu(logits.samples);
    if (critic_trained) critic_trained();
  }
  figures.critic_seconds = watch.lap();
  const auto normalised = [&](const at::Tensor& values) {
    return values.defined() ? normalise_advantage(values, options.normalisation, options.share) : values;
  };
  train_generator(inputs, options, w, with_gradient, normalised(reward_advantage), normalised(critic_advantage),
                  figures);
  figures.generator_seconds = watch.lap();
  figures.advantage = number(reward_advantage.mean());
  figures.advantage_spread = spread(reward_advantage, options.share);
  figures.scores.advantage = on_cpu(reward_advantage);
  add_rewards(samples, figures);
  return figures;
}

}  // namespace vignette
