#include "training/critic_corpus.h"

#include <ATen/ops/full.h>

#include <algorithm>

#include "training/device_copy.h"

namespace vignette {

CriticCorpus::CriticCorpus(std::vector<std::string> captions, std::shared_ptr<const Tokenizer> tokenizer,
                           std::int64_t max_length, bool reference_slip, std::uint64_t seed)
    : captions_(std::move(captions)),
      tokens_(captions_.size()),
      tokenizer_(std::move(tokenizer)),
      max_length_(max_length),
      reference_slip_(reference_slip),
      sampler_(static_cast<std::int64_t>(captions_.size()), seed) {}

const std::vector<std::int64_t>& CriticCorpus::tokens(std::int64_t item) {
  const auto index = static_cast<std::size_t>(item);
  if (tokens_[index].empty()) {
    const auto batch = Discriminator::tokenize(*tokenizer_, {&captions_[index], 1}, max_length_,
                                               /*pad_to_maximum=*/false, reference_slip_);
    const auto ids = batch.ids.contiguous();
    tokens_[index].assign(ids.const_data_ptr<std::int64_t>(), ids.const_data_ptr<std::int64_t>() + ids.numel());
  }
  return tokens_[index];
}

Discriminator::Batch CriticCorpus::batch(std::int64_t first, std::int64_t count, const at::Device& device) {
  const auto items = sampler_.take(first, count);
  std::int64_t longest = 1;
  for (const auto item : items) longest = std::max(longest, static_cast<std::int64_t>(tokens(item).size()));
  const auto ids = at::full({count, longest}, tokenizer_->pad_id(), at::kLong);
  auto* row = ids.data_ptr<std::int64_t>();
  for (const auto item : items) {
    std::copy(tokens(item).begin(), tokens(item).end(), row);
    row += longest;
  }
  return {copy_to_device(ids, device), copy_to_device(ids.ne(tokenizer_->pad_id()).to(at::kFloat), device)};
}

}  // namespace vignette
