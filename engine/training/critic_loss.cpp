#include "training/critic_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/full.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

#include "training/length_buckets.h"

namespace vignette {

Discriminator::Batch join_batches(const Discriminator::Batch& first, const Discriminator::Batch& second,
                                  std::int64_t pad_id) {
  const auto length = std::max(first.ids.size(1), second.ids.size(1));
  const auto padded = [&](const at::Tensor& rows, std::int64_t value) {
    return at::constant_pad_nd(rows, {0, length - rows.size(1)}, value);
  };
  return {at::cat({padded(first.ids, pad_id), padded(second.ids, pad_id)}),
          at::cat({padded(first.attention_mask, 0), padded(second.attention_mask, 0)})};
}

at::Tensor critic_forward(const Discriminator& critic, const Discriminator::Batch& batch, Mode mode) {
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

CriticLoss critic_loss(const Discriminator& critic, const Discriminator::Batch& real, const Discriminator::Batch& fake,
                       std::int64_t pad_id, const CriticLossOptions& options) {
  const auto logits = critic_forward(critic, join_batches(real, fake, pad_id), Mode::training);
  const auto reals = real.ids.size(0), fakes = fake.ids.size(0);
  const auto plain = logits.options().requires_grad(false);
  const auto labels = at::cat({at::full({reals}, 1 - options.label_smoothing, plain), at::zeros({fakes}, plain)});
  CriticLoss result;
  result.loss = at::binary_cross_entropy_with_logits(logits, labels);
  result.real = logits.detach().slice(0, 0, reals);
  result.fake = logits.detach().slice(0, reals);
  result.cross_entropy = result.loss.item<double>();
  if (options.r1_weight > 0) {
    const auto penalty = r1_penalty(critic, real);
    result.penalty = penalty.item<double>();
    result.loss = result.loss + options.r1_weight / 2 * penalty;
  }
  return result;
}

}  // namespace vignette
