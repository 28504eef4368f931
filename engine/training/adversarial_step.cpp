#include "training/adversarial_step.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <chrono>
#include <numeric>

#include "training/distinct_texts.h"
#include "training/length_buckets.h"

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

/// Logits [R], captions of similar length together.
at::Tensor forward_critic(const Discriminator& critic, const Discriminator::Batch& batch, Mode mode) {
  const auto lengths = batch.attention_mask.sum(1).to(at::kCPU, at::kLong);
  const auto split =
      length_buckets({lengths.const_data_ptr<std::int64_t>(), static_cast<std::size_t>(lengths.numel())});
  std::vector<at::Tensor> logits;
  for (const auto& bucket : split.buckets) {
    const auto rows = at::tensor(bucket.rows, at::kLong).to(batch.ids.device());
    const auto cut = [&](const at::Tensor& all) { return all.slice(1, 0, bucket.longest).index_select(0, rows); };
    logits.push_back(critic.forward({cut(batch.ids), cut(batch.attention_mask)}, mode).to(at::kFloat));
  }
  return at::cat(logits).index_select(0, at::tensor(split.places, at::kLong).to(batch.ids.device()));
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

at::Tensor repeat_rows(const at::Tensor& rows, std::int64_t times) {
  return rows.repeat_interleave(times, 0);
}

}  // namespace

Discriminator::Batch join_batches(const Discriminator::Batch& first, const Discriminator::Batch& second,
                                  std::int64_t pad_id) {
  const auto length = std::max(first.ids.size(1), second.ids.size(1));
  const auto padded = [&](const at::Tensor& rows, std::int64_t value) {
    return at::constant_pad_nd(rows, {0, length - rows.size(1)}, value);
  };
  return {at::cat({padded(first.ids, pad_id), padded(second.ids, pad_id)}),
          at::cat({padded(first.attention_mask, 0), padded(second.attention_mask, 0)})};
}

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
  return forward_critic(*parts_.critic, critic_batch(texts, options), Mode::evaluation);
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
    const auto repeated = repeat_rows(of_images, n);
    return inputs.greedy.size() > 0 ? at::cat({repeated, of_images}) : repeated;
  };
  return rewards(texts, sources, rows(inputs.images), rows(inputs.targets), options.weights);
}

AdversarialStep::CriticResult AdversarialStep::train_critic(const AdversarialInputs& inputs,
                                                            const AdversarialOptions& options,
                                                            AdversarialFigures& figures) const {
  const auto fake = critic_batch(inputs.samples.texts, options);
  const auto reals = inputs.real.ids.size(0), fakes = fake.ids.size(0);
  const auto logits = forward_critic(*parts_.critic, join_batches(inputs.real, fake, parts_.critic_tokenizer->pad_id()),
                                     Mode::training);
  const auto labels = at::cat({at::ones({reals}, logits.options()), at::zeros({fakes}, logits.options())});
  const auto loss = at::binary_cross_entropy_with_logits(logits, labels.detach());
  CriticResult result;
  if (parts_.critic_has_dropout) {
    const at::NoGradGuard no_grad;
    result.samples = forward_critic(*parts_.critic, fake, Mode::evaluation);
  } else {
    result.samples = logits.detach().slice(0, reals);
  }
  result.greedy = critic_logits(inputs.greedy.texts, options);
  (loss / options.accumulation).backward();
  figures.critic_norm = parts_.critic_optimizer->clip_gradients(options.clip_norm);
  figures.critic_loss = number(loss.detach());
  figures.critic_accuracy = number(logits.detach().gt(0).eq(labels.gt(0)).to(at::kFloat).mean());
  figures.critic = number(result.samples.mean());
  return result;
}

void AdversarialStep::train_generator(const AdversarialInputs& inputs, const AdversarialOptions& options, double w,
                                      bool with_gradient, const at::Tensor& reward_advantage,
                                      const at::Tensor& critic_advantage, AdversarialFigures& figures) const {
  at::Tensor mean;
  if (inputs.log_probabilities.defined()) {
    mean = inputs.log_probabilities;
    figures.entropy = number(inputs.entropy);
  } else if (with_gradient) {
    const auto prefix = parts_.generator->prefix(inputs.images, Mode::evaluation);
    auto result = caption_log_probabilities(*parts_.generator, prefix, inputs.samples,
                                            {options.sampling, options.mask_forced_stop});
    mean = result.mean;
    figures.entropy = number(result.entropy);
  } else {
    mean = sampled_log_probabilities(inputs.samples, options.mask_forced_stop).to(inputs.images.device());
  }
  auto loss = policy_loss(mean, reward_advantage);
  figures.reward_loss = number(loss.detach());
  if (critic_advantage.defined()) {
    const auto fd_loss = policy_loss(mean, critic_advantage);
    figures.fd_loss = number(fd_loss.detach());
    loss = w * loss + (1 - w) * fd_loss;
  }
  figures.generator_loss = number(loss.detach());
  figures.scores.log_probability = on_cpu(mean);
  if (!with_gradient) return;
  (loss / options.accumulation).backward();
  figures.generator_norm = parts_.generator_optimizer->clip_gradients(options.clip_norm);
}

AdversarialFigures AdversarialStep::run(const AdversarialInputs& inputs, const AdversarialOptions& options, double w,
                                        bool with_gradient) const {
  AdversarialFigures figures;
  Stopwatch watch;
  const auto n = options.samples_per_image;
  const auto all = rewards(inputs, options);
  const auto samples = all.rows(0, inputs.samples.size());
  const auto greedy_score = all.score.slice(0, inputs.samples.size());
  const auto reward_advantage = advantages(samples.score, greedy_score, n, options.baseline);
  at::Tensor critic_advantage;
  if (parts_.critic) {
    const auto logits = train_critic(inputs, options, figures);
    critic_advantage = advantages(logits.samples, logits.greedy, n, options.baseline);
    figures.scores.critic = on_cpu(logits.samples);
  }
  figures.critic_seconds = watch.lap();
  train_generator(inputs, options, w, with_gradient, reward_advantage, critic_advantage, figures);
  figures.generator_seconds = watch.lap();
  figures.advantage = number(reward_advantage.mean());
  figures.scores.advantage = on_cpu(reward_advantage);
  add_rewards(samples, figures);
  return figures;
}

}  // namespace vignette
