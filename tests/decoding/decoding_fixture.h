#pragma once
// The goldens' captioner with some of its prefixes, for properties of decoding.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "decoding/decoding.h"
#include "models/golden_tensors.h"

namespace vignette {

using Ids = std::vector<std::int64_t>;

/// tests/data/goldens/models, or the case that is asked for.
std::filesystem::path golden_directory();
/// ClipCap's with the MLP mapper.
const Captioner& captioner();
/// [8, 10, 64].
const at::Tensor& prefix();
/// `count` samples of one embedding.
std::vector<GenerateRow> sampled_rows(std::int64_t embedding, std::uint64_t count);
GenerateOptions sampling_options();
/// One row without its padding.
Ids row_ids(const Generated& generated, std::size_t row);
bool throws_invalid_argument(const std::function<void()>& act);
/// log p of each token of a caption, one teacher-forced pass: [T, V].
at::Tensor forced_log_probs(const at::Tensor& one_prefix, const Ids& ids);
/// Their sum at the caption's tokens.
double log_probability_of(const at::Tensor& one_prefix, const Ids& ids);

}  // namespace vignette
