#pragma once
// The models that a recipe names, loaded or made new, with their tokenizers.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "models/captioner.h"
#include "models/clip.h"
#include "models/roberta.h"
#include "training/run_context.h"

namespace vignette {

struct CaptionerFiles {
  Captioner captioner;
  std::filesystem::path tokenizer_source;  ///< directory that holds its files
};

/// models.captioner; or models.language_model, or a new GPT-2 by the language_model keys, with a new mapper from
/// `embedding_size`. A missing tokenizer is trained on `captions`. New weights depend on training.seed alone. Throws
/// RecipeError when the captioner takes embeddings of another size than CLIP gives.
CaptionerFiles open_captioner(RunContext& context, std::int64_t embedding_size, std::span<const std::string> captions,
                              const at::Device& device);

struct CriticFiles {
  Discriminator critic;
  std::shared_ptr<const Tokenizer> tokenizer;
  bool has_dropout = true;
  std::filesystem::path tokenizer_source;
};

/// models.discriminator, or a new RoBERTa by the discriminator keys (tokenizer trained on `corpus` when none is named),
/// with a new head, or with its own where save_critic wrote the directory.
CriticFiles open_critic(RunContext& context, std::span<const std::string> corpus, const at::Device& device);

/// The critic that save_critic() wrote, for scoring alone: spectral norm, if it had it, is found anew. Throws
/// WeightsError.
Discriminator load_critic(const std::filesystem::path& directory, bool spectral_norm);

/// Writes RoBERTa and tokenizer as a directory that transformers loads, and the head beside them.
void save_critic(const CriticFiles& files, const std::filesystem::path& directory);

struct ClipFiles {
  Clip clip;
  std::shared_ptr<const Tokenizer> tokenizer;
  std::filesystem::path tokenizer_source;
  ClipPreprocessing preprocessing;
};

/// models.clip to go on from, or a new CLIP by the clip keys (tokenizer trained on `captions` when none is named).
ClipFiles open_clip(RunContext& context, std::span<const std::string> captions, const at::Device& device);

/// Sizes of new models, by the recipe alone (vocabularies as asked for).
Gpt2Config new_language_model_config(const Recipe& recipe);
RobertaConfig new_critic_config(const Recipe& recipe);
ClipConfig new_clip_config(const Recipe& recipe);

/// Copies the tokenizer's files into `target`.
void copy_tokenizer(const std::filesystem::path& source, const std::filesystem::path& target);

}  // namespace vignette
