#pragma once
// What a caption's embedding is compared with, per image.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "training/embedding.h"

namespace vignette {

/// Rows that the captions of image i may be compared with: first[i] up to first[i + 1].
struct TargetRows {
  at::Tensor rows;                  ///< [R, d]
  std::vector<std::int64_t> first;  ///< N + 1
};

/// Embeddings of each image's own captions, in order. An image without captions is an error (RecipeError).
TargetRows caption_rows(Embedder& embedder, const std::vector<DatasetImage>& images, const std::string& what);

/// Mean over the rows of each image -> [N, d].
at::Tensor mean_rows(const TargetRows& targets);
/// The first of each image -> [N, d].
at::Tensor first_rows(const TargetRows& targets);
/// One row of each of these images, drawn by (seed, step, image): counter-based -> [B, d].
at::Tensor drawn_rows(const TargetRows& targets, std::span<const std::int64_t> images, std::uint64_t seed,
                      std::int64_t step);

/// Mean of the embeddings of each image's own captions -> [N, d]. An image without captions is an error (RecipeError).
at::Tensor paired_targets(Embedder& embedder, const std::vector<DatasetImage>& images, const std::string& what);

/// Softmax-weighted sums of the corpus (aggregate_texts), shared among the processes. `corpus` [M, d] -> [N, d]
at::Tensor aggregated_targets(RunContext& context, const at::Tensor& images, const at::Tensor& corpus,
                              const std::string& what);

/// Rows of length 1.
at::Tensor normalised_rows(const at::Tensor& rows);

}  // namespace vignette
