#include "training/scalar_means.h"

namespace vignette {

ScalarMeans::Entry& ScalarMeans::entry(const std::string& name) {
  for (auto& entry : entries_)
    if (entry.name == name) return entry;
  entries_.push_back({name});
  return entries_.back();
}

void ScalarMeans::add(const std::string& name, double value) {
  auto& place = entry(name);
  if (weight_ == 0) return;
  place.sum += weight_ * value;
  place.weight += weight_;
}

void ScalarMeans::add_to_sum(const std::string& name, double value) {
  add(name, value);
  entry(name).total = true;
}

Scalars ScalarMeans::scalars() const {
  std::vector<double> sums;
  for (const auto& entry : entries_) {
    sums.push_back(entry.sum);
    sums.push_back(entry.weight);
  }
  if (group_) group_->sum(sums);
  Scalars result;
  for (std::size_t i = 0; i < entries_.size(); ++i)
    result.emplace_back(entries_[i].name, entries_[i].total ? sums[2 * i] : sums[2 * i] / sums[2 * i + 1]);
  return result;
}

namespace {

void add_critic(ScalarMeans& means, const CriticFigures& figures, bool complete) {
  means.add("D_accuracy", figures.accuracy);
  means.add("critic/accuracy_real", figures.accuracy_real);
  means.add("critic/accuracy_fake", figures.accuracy_fake);
  means.add("critic/margin", figures.margin);
  if (figures.penalty) means.add("critic/r1", *figures.penalty);
  if (complete) means.add("grad_norm/discriminator", figures.norm);
}

}  // namespace

void add_figures(ScalarMeans& means, const AdversarialFigures& figures, const CaptionFigures& captions,
                 bool with_critic, double reward_weight, double sampling_seconds) {
  means.add("G_loss", figures.generator_loss);
  if (figures.trained) means.add("D_loss", figures.trained->loss);
  means.add("reward", figures.reward);
  means.add("advantage", figures.advantage);
  means.add("advantage_spread", figures.advantage_spread);
  means.add("reward_loss", figures.reward_loss);
  if (with_critic) means.add("fd_loss", figures.fd_loss);
  if (figures.scores.cosine.defined()) {
    means.add("cosine", figures.cosine);
    means.add("l1", figures.l1);
    means.add("clip", figures.clip);
  }
  for (const auto& [name, value] : figures.terms) means.add("reward/" + name, value);
  if (with_critic) means.add("critic", figures.critic);
  if (figures.trained) add_critic(means, *figures.trained, figures.complete);
  means.add("reward_weight", reward_weight);
  if (figures.complete) means.add("grad_norm/generator", figures.generator_norm);
  means.add("entropy", figures.entropy);
  if (figures.divergence) means.add("kl", *figures.divergence);
  means.add("caption_length", captions.mean_length);
  means.add("distinct_2", captions.distinct_2);
  means.add("repeated_captions", captions.repeated);
  means.add("cut_captions", captions.cut);
  means.add_to_sum("seconds/sampling", sampling_seconds);
  means.add_to_sum("seconds/critic", figures.critic_seconds);
  means.add_to_sum("seconds/generator", figures.generator_seconds);
}

}  // namespace vignette
