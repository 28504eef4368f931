#pragma once
// What a caption's embedding is compared with, per image.

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "training/embedding.h"

namespace vignette {

/// Mean of the embeddings of each image's own captions -> [N, d]. An image without captions is an error (RecipeError).
at::Tensor paired_targets(Embedder& embedder, const std::vector<DatasetImage>& images, const std::string& what);

/// Softmax-weighted sums of the corpus (aggregate_texts), shared among the processes. `corpus` [M, d] -> [N, d]
at::Tensor aggregated_targets(RunContext& context, const at::Tensor& images, const at::Tensor& corpus,
                              const std::string& what);

/// Rows of length 1.
at::Tensor normalised_rows(const at::Tensor& rows);

}  // namespace vignette
