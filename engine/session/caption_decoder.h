#pragma once
// Captions of embeddings by one captioner, as plain values. Free of LibTorch.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "session/jobs.h"

namespace vignette {

/// The [N, d] tensor of a safetensors file with one tensor. Throws std::runtime_error naming the file and what it
/// holds.
std::vector<std::vector<float>> read_embeddings(const std::filesystem::path& file);

/// Used by one thread at a time.
class CaptionDecoder {
 public:
  /// Loads request.captioner; the request's decoding options hold for every call. Throws std::runtime_error naming the
  /// option that is wrong.
  CaptionDecoder(const CaptionRequest& request, const std::string& device);
  ~CaptionDecoder();

  /// Captions of each embedding: beams best first, then samples, or the greedy one. `first` is the number of the first
  /// embedding among all of the request, which the draws of its samples are keyed by. `cancelled` is polled.
  std::vector<std::vector<DecodedCaption>> decode(std::span<const std::vector<float>> embeddings, std::size_t first,
                                                  const std::function<bool()>& cancelled) const;
  /// True where it was trained on the pooler output of CLIP (models.image_features), and takes such embeddings.
  bool takes_pooled_features() const;
  /// Other decoding options from now on; the captioner stays.
  void set_decoding(const CaptionRequest& request);

  /// What the captioner thought at each token of a caption, teacher-forced and before any filter of decoding.
  struct Weighed {
    std::vector<std::string> tokens;
    std::vector<float> log_probabilities, entropies;
    std::vector<std::vector<TokenAlternative>> alternatives;  ///< `count` of each, the likeliest first
  };
  Weighed weigh(const std::vector<float>& embedding, const std::vector<std::int64_t>& ids, int count) const;
  /// A text as the captioner's ids, ended as its captions end; cut to `max_tokens`.
  std::vector<std::int64_t> ids_of(const std::string& text, int max_tokens) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
