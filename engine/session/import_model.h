#pragma once
// Published weights become a folder that the rest of Vignette opens. Free of LibTorch (the work is in library
// vignette_session). Any thread.

#include <cstdint>
#include <filesystem>

#include "data/weight_report.h"

namespace vignette {

struct ImportRequest {
  std::filesystem::path source;     ///< weight file, or a folder with one or with config.json
  std::filesystem::path directory;  ///< new or empty; empty: only look
  std::filesystem::path tokenizer;  ///< folder; empty: beside the weights, else in Hugging Face's cache
  std::int64_t heads = 0;           ///< of a captioner's language model; 0: found out
  std::int64_t embedding = 0;       ///< numbers in an embedding, where the weights do not tell
  bool normalize = false;           ///< a captioner whose embeddings are scaled to length 1 (CapDec)
};

/// What import would do; reads headers, configurations and tokenizers alone. Throws WeightsError where the weights are
/// nothing that Vignette knows or can run, saying which and what to do; std::runtime_error.
WeightReport inspect_weights(const ImportRequest& request);

/// inspect_weights, then the folder, which appears whole or not at all. Throws as it does, and std::runtime_error where
/// weights or the tokenizer are missing.
WeightReport import_model(const ImportRequest& request);

}  // namespace vignette
