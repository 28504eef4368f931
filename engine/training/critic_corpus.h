#pragma once
// The critic's human captions: a shuffled endless stream, each caption tokenised once.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/roberta.h"
#include "training/sampler.h"

namespace vignette {

class CriticCorpus {
 public:
  /// `max_length` in tokens, <s> and </s> included; `reference_slip` as in Discriminator::tokenize.
  CriticCorpus(std::vector<std::string> captions, std::shared_ptr<const Tokenizer> tokenizer, std::int64_t max_length,
               bool reference_slip, std::uint64_t seed);
  /// `count` captions from position `first` of the stream, padded to the longest of them.
  Discriminator::Batch batch(std::int64_t first, std::int64_t count, const at::Device& device);

 private:
  const std::vector<std::int64_t>& tokens(std::int64_t item);

  std::vector<std::string> captions_;
  std::vector<std::vector<std::int64_t>> tokens_;  ///< empty until first used
  std::shared_ptr<const Tokenizer> tokenizer_;
  std::int64_t max_length_;
  bool reference_slip_;
  CorpusSampler sampler_;
};

}  // namespace vignette
