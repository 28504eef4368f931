#pragma once
// Noise on caption embeddings, so that a captioner trained on texts alone takes images (CapDec, arXiv 2211.00575).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

#include "recipe/recipe.h"
#include "training/embedding.h"
#include "training/training_data.h"

namespace vignette {

enum class NoiseKind {
  none,
  gaussian,     ///< N(0, variance) in each dimension
  uniform_ball  ///< uniform within a ball of radius √variance
};

struct EmbeddingNoise {
  NoiseKind kind = NoiseKind::none;
  double variance = 0.016;
  at::Tensor offset;  ///< [d], added after the noise; undefined: none

  bool is_on() const { return kind != NoiseKind::none || offset.defined(); }
};

/// rows [B, d] -> rows of length 1, noise and offset added, then of length 1 again; the rows themselves when nothing is
/// on. `items` [B]: what each row belongs to. The draws are counter-based, by (seed, step, item).
at::Tensor add_noise(const at::Tensor& rows, const EmbeddingNoise& noise, std::span<const std::int64_t> items,
                     std::uint64_t seed, std::int64_t step);

/// The mean of images minus the mean of texts, rows scaled to length 1 first: [N, d], [M, d] -> [d]. Added to text
/// embeddings in training it moves them to where images lie, so that captioning needs no offset.
at::Tensor modality_offset(const at::Tensor& images, const at::Tensor& texts);

/// likelihood.modality_offset: from training images and their captions (at most 20,000 images), or a file. Undefined
/// when the recipe asks for none. One that was computed is written to the run's folder, modality_offset.safetensors,
/// for runs on texts alone. Throws RecipeError, WeightsError.
at::Tensor open_modality_offset(RunContext& context, Embedder& embedder, const TrainingData& data);

/// Noise as the recipe has it now (kind and variance), with this offset.
EmbeddingNoise embedding_noise(const Recipe& recipe, const at::Tensor& offset);

}  // namespace vignette
