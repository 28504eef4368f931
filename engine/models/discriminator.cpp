#include <ATen/ops/full.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/tanh.h>

#include <algorithm>
#include <stdexcept>

#include "models/roberta.h"

namespace vignette {
namespace {

std::int64_t full_stop_id(const Tokenizer& tokenizer) {
  const std::int64_t id = tokenizer.token_id(".");
  if (id < 0) throw std::invalid_argument("the critic's vocabulary has no '.'; use a RoBERTa vocabulary");
  return id;
}

std::vector<std::int64_t> critic_ids(const Tokenizer& tokenizer, const std::string& text, std::int64_t max_length,
                                     bool reference_slip) {
  std::vector<std::int64_t> ids = tokenizer.encode_for_model(text);
  const auto limit = static_cast<std::size_t>(max_length);
  if (ids.size() <= limit) return ids;
  ids.resize(limit);
  ids[limit - 2] = reference_slip ? tokenizer.begin_id() : full_stop_id(tokenizer);
  ids[limit - 1] = tokenizer.end_id();
  return ids;
}

}  // namespace

Discriminator::Discriminator(Roberta roberta) : roberta_(std::move(roberta)) {
  const std::int64_t width = roberta_.config().hidden_size, half = width / 2;
  dense_weight_ = linear_parameter({half, width}, width, Initialise::random);
  dense_bias_ = linear_parameter({half}, width, Initialise::random);
  out_weight_ = linear_parameter({1, half}, half, Initialise::random);
  out_bias_ = linear_parameter({1}, half, Initialise::random);
}

NamedTensors Discriminator::named_parameters() const {
  NamedTensors all = roberta_.named_parameters();
  for (auto& [name, tensor] : all) name.insert(0, "roberta.");
  all.emplace_back("classifier.model.0.weight", dense_weight_);
  all.emplace_back("classifier.model.0.bias", dense_bias_);
  all.emplace_back("classifier.model.2.weight", out_weight_);
  all.emplace_back("classifier.model.2.bias", out_bias_);
  return all;
}

Discriminator::Batch Discriminator::tokenize(const Tokenizer& tokenizer, std::span<const std::string> texts,
                                             std::int64_t max_length, bool pad_to_maximum, bool reference_slip) {
  if (max_length < 3) throw std::invalid_argument("the critic needs room for at least 3 ids");
  std::vector<std::vector<std::int64_t>> rows;
  std::size_t longest = pad_to_maximum ? static_cast<std::size_t>(max_length) : 1;
  for (const std::string& text : texts) {
    rows.push_back(critic_ids(tokenizer, text, max_length, reference_slip));
    longest = std::max(longest, rows.back().size());
  }
  const std::int64_t pad = tokenizer.pad_id();
  at::Tensor ids =
      at::full({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(longest)}, pad, at::kLong);
  std::int64_t* target = ids.mutable_data_ptr<std::int64_t>();
  for (std::size_t i = 0; i < rows.size(); ++i) std::copy(rows[i].begin(), rows[i].end(), target + i * longest);
  return {ids, ids.ne(pad).to(at::kFloat)};
}

at::Tensor Discriminator::forward(const Batch& batch, Mode mode) const {
  return classify(roberta_.pooled(batch.ids, batch.attention_mask, mode));
}

at::Tensor Discriminator::forward_words(const at::Tensor& words, const Batch& batch, Mode mode) const {
  return classify(roberta_.pooled_of_words(words, batch.ids, batch.attention_mask, mode));
}

at::Tensor Discriminator::classify(const at::Tensor& pooled) const {
  const auto dense = dense_norm_ ? dense_norm_->apply(dense_weight_) : dense_weight_;
  const auto out = out_norm_ ? out_norm_->apply(out_weight_) : out_weight_;
  return at::linear(at::tanh(at::linear(pooled, dense, dense_bias_)), out, out_bias_).squeeze(-1);
}

void Discriminator::use_spectral_norm() {
  dense_norm_.emplace(dense_weight_);
  out_norm_.emplace(out_weight_);
}

void Discriminator::iterate_spectral_norm() {
  if (dense_norm_) dense_norm_->iterate(dense_weight_);
  if (out_norm_) out_norm_->iterate(out_weight_);
}

NamedTensors Discriminator::spectral_vectors() const {
  if (!dense_norm_ || !out_norm_) return {};
  return {{"classifier.model.0.weight_u", dense_norm_->left()},
          {"classifier.model.0.weight_v", dense_norm_->right()},
          {"classifier.model.2.weight_u", out_norm_->left()},
          {"classifier.model.2.weight_v", out_norm_->right()}};
}

}  // namespace vignette
