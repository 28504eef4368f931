#pragma once
// Generator, critic and CLIP of the goldens, without dropout, and the captions of one step. For the LibTorch side of
// tests.

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "models/clip.h"
#include "models/golden_tensors.h"
#include "training/adversarial_step.h"

namespace vignette {

struct GoldenPlayers {
  /// `kind`: the optimizers' form; the rule for weights without decay is the original's.
  GoldenPlayers(const std::filesystem::path& directory, AdamWKind kind);

  AdversarialStep step();
  /// Greedy captions of `images` [B, d].
  CaptionBatch greedy(const at::Tensor& images, std::int64_t max_length) const;
  CaptionBatch drawn(const nlohmann::json& tokens) const;

  Captioner generator;
  Discriminator critic;
  Clip clip;
  std::shared_ptr<const Tokenizer> critic_tokenizer, clip_tokenizer;
  AdamW generator_optimizer, critic_optimizer;
};

/// ids [R, T] -> batch with mask ids != pad.
Discriminator::Batch critic_ids(const nlohmann::json& ids);

}  // namespace vignette
