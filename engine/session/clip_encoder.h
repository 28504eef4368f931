#pragma once
// CLIP embeddings of picture files and texts, as plain floats. Free of LibTorch.

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vignette {

struct ImageEmbedding {
  std::vector<float> embedding;  ///< as CLIP gives it, not normalised; empty with a problem
  std::string problem;           ///< why the picture could not be read
};

/// Used by one thread at a time.
class ClipEncoder {
 public:
  /// Reads what ImageEncoder::load does: a CLIP directory of Hugging Face's, a file of OpenAI's, or BLIP's image tower.
  /// `pooled`: pictures give the pooler output before CLIP's projection. `device` as resolve_device() gives it. Throws
  /// WeightsError.
  ClipEncoder(const std::filesystem::path& directory_or_file, const std::string& device, bool pooled = false);
  ~ClipEncoder();

  /// One result a file, in order; an unreadable picture is reported, not thrown. One forward pass: keep batches small.
  std::vector<ImageEmbedding> images(std::span<const std::filesystem::path> files) const;
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
