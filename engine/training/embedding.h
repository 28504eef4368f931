#pragma once
// CLIP embeddings of a run's images and texts, computed once.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "data/embedding_cache.h"
#include "models/image_encoder.h"
#include "training/picture_encoding.h"
#include "training/run_context.h"

namespace vignette {

/// A frozen CLIP with its tokenizer (or BLIP's image tower), and the cache of what it has embedded: dataset.cache, or
/// "embeddings" beside the run. Several processes share the work, and process 0 keeps the cache. A cache that cannot be
/// used (another writer, a read-only folder) is left aside with a warning.
class Embedder {
 public:
  /// Loads models.clip, to give models.image_features. Throws RecipeError, WeightsError or std::runtime_error naming
  /// the file.
  Embedder(RunContext& context, const at::Device& device);
  ~Embedder();

  /// False where nothing but images is embedded; clip() and texts throw WeightsError then, saying why.
  bool compares_texts() const { return encoder_.compares_texts(); }
  const Clip& clip() const { return encoder_.clip(); }
  std::int64_t width() const { return encoder_.width(); }

  /// Takes the embeddings that images came with; or embeds images and drops unreadable ones from `images` (one warning
  /// each). -> [N, d] fp32, row i of images[i]. Throws std::runtime_error on a resume where they are not what they were
  /// (RunContext::settle_images).
  at::Tensor embed_images(std::vector<DatasetImage>& images, const std::string& what);
  /// One picture straight through the model, without cache -> [1, d] fp32. Throws std::runtime_error saying why it
  /// cannot be read.
  at::Tensor embed_picture(const std::filesystem::path& file) const;
  /// Texts, their final period dropped -> [N, d] fp32. Equal texts are computed once.
  at::Tensor embed_texts(std::span<const std::string> texts, const std::string& what);

  /// The same straight through the model, without cache, for a step's captions; not normalised, no gradient.
  at::Tensor encode_texts(std::span<const std::string> texts) const;

 private:
  at::Tensor take_ready(const std::vector<DatasetImage>& images, const std::string& what);
  void open_cache();
  void store(const std::string& key, const at::Tensor& row);
  bool fetch(const std::string& key, const at::Tensor& row) const;
  /// Rows [n, d] and the places they belong to.
  struct Batch {
    std::vector<std::size_t> places;
    at::Tensor rows;
  };
  using Order = std::function<void(std::vector<std::size_t>&)>;
  using Prepare = std::function<void(std::span<const std::size_t>)>;
  using Encode = std::function<Batch(std::span<const std::size_t> places, std::span<const std::size_t> next)>;
  /// [N, d] for N keys: from the cache, or encoded in batches in the given order. `prepare` is told of the first batch,
  /// `encode` of each and of the one that will follow.
  at::Tensor embed(const std::vector<std::string>& keys, const std::string& what, const Order& order,
                   const Prepare& prepare, const Encode& encode);
  std::vector<std::size_t> look_up(const std::vector<std::string>& keys, const at::Tensor& rows);
  std::vector<Batch> gather_batches(Batch own);
  void keep(const Batch& batch, const std::vector<std::string>& keys, const at::Tensor& rows);
  std::vector<std::string> image_keys(const std::vector<DatasetImage>& images);
  Batch encode_readable(const std::vector<LoadedPicture>& pictures, std::span<const std::size_t> places,
                        std::vector<std::string>& problems);
  std::vector<std::string> gather_problems(const std::vector<std::string>& own);
  at::Tensor keep_readable(std::vector<DatasetImage>& images, const at::Tensor& rows,
                           const std::vector<std::string>& problems);
  at::Tensor encode(const std::vector<LoadedPicture>& pictures, std::span<const std::size_t> readable) const;

  RunContext& context_;
  at::Device device_;
  std::filesystem::path directory_;
  ImageEncoder encoder_;
  std::shared_ptr<const Tokenizer> tokenizer_;  ///< nullptr: no texts
  std::unique_ptr<EmbeddingCache> cache_;
};

}  // namespace vignette
