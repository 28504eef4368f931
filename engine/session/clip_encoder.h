#pragma once
// CLIP embeddings of picture files and texts, as plain floats. Free of LibTorch.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vignette {

struct ImageEmbedding {
  std::vector<float> embedding;  ///< as CLIP gives it, not normalised; empty with a problem
  std::string problem;           ///< why the picture could not be read
};

struct ClipEncoderOptions {
  bool apply_orientation = true;   ///< ClipPreprocessing's
  std::string precision = "fp32";  ///< or "bf16", "fp16": what the model's weights and products are in
  bool pooled = false;             ///< pictures give the pooler output before CLIP's projection
};

/// Used by one thread at a time.
class ClipEncoder {
 public:
  /// Reads what ImageEncoder::load does: a CLIP directory of Hugging Face's, a file of OpenAI's, or BLIP's image tower.
  /// `device` as resolve_device() gives it. Throws WeightsError, and std::runtime_error for another precision.
  ClipEncoder(const std::filesystem::path& directory_or_file, const std::string& device,
              const ClipEncoderOptions& options = {});
  ~ClipEncoder();

  using EachImage = std::function<void(std::size_t place, ImageEmbedding&& image)>;
  /// One result a file, in order; an unreadable picture is reported, not thrown. `batch` pictures are one forward pass,
  /// during which LibTorch's number of threads decode the next ones. What `each` throws ends it and comes out.
  void images(std::span<const std::filesystem::path> files, std::size_t batch, const EachImage& each);
  /// All results in one forward pass: for a few files.
  std::vector<ImageEmbedding> images(std::span<const std::filesystem::path> files);
  /// False where pictures have nothing in common with texts (BLIP, pooled); texts() and scale() throw WeightsError
  /// then.
  bool compares_texts() const;
  /// The tokenizer is read at the first call: it throws std::runtime_error naming what is missing.
  /// `strip_final_period`: as training encodes captions.
  std::vector<std::vector<float>> texts(std::span<const std::string> texts, bool strip_final_period = false) const;
  /// exp(logit scale): what training multiplies cosines by.
  double scale() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
