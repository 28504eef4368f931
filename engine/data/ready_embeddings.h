#pragma once
// CLIP embeddings that another program made: .npy, .npz, .safetensors, .pt, and the .pkl files of ClipCap, CapDec and
// CgtGAN, which hold captions too.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "data/dataset.h"

namespace vignette {

/// Float32 rows, one an image.
struct EmbeddingTable {
  std::int64_t count = 0, width = 0;
  std::shared_ptr<const float> rows;  ///< [count, width], row after row
  std::vector<std::int64_t> ids;  ///< of the images, where the file has them ("image_ids" in .npz, .safetensors or .pt)

  ReadyEmbedding row(std::int64_t index) const;
};

/// Reads fp32, fp16, bf16 or fp64 arrays of [N, d] or [N, 1, d]; where a file has several, the one named
/// "clip_embedding", "image_embeds", "image_features", "embeddings" or the like. No code in a file is run. Throws
/// DatasetError naming the file, what was expected and what was found.
EmbeddingTable read_embedding_table(const std::filesystem::path& file);

/// Gives each image its row: by id where the table has ids, else the rows are in the order of the images and as many.
/// Images without a row are reported as problems and left out. Throws DatasetError.
void attach_embeddings(Dataset& dataset, const EmbeddingTable& table, const std::filesystem::path& file);

}  // namespace vignette
