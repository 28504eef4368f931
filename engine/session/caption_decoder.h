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
  /// Loads request.captioner; the request's decoding options hold for every call. Throws std::runtime_error.
  CaptionDecoder(const CaptionRequest& request, const std::string& device);
  ~CaptionDecoder();

  /// Captions of each embedding: beams best first, then samples, or the greedy one. `first` is the number of the first
  /// embedding among all of the request, which the draws of its samples are keyed by. `cancelled` is polled.
  std::vector<std::vector<DecodedCaption>> decode(std::span<const std::vector<float>> embeddings, std::size_t first,
                                                  const std::function<bool()>& cancelled) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
