#include "training/likelihood_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>

#include "training/device_copy.h"
#include "training/token_scores.h"

namespace vignette {
namespace {

/// Blanks at the edges and final periods dropped, one '.' put at the end.
std::string with_period(std::string_view caption) {
  const auto first = caption.find_first_not_of(" \t\r\n"), last = caption.find_last_not_of(" \t\r\n.");
  if (first == caption.npos || last == caption.npos || last < first) return ".";
  return std::string(caption.substr(first, last - first + 1)) + ".";
}

}  // namespace

TokenRows token_rows(std::span<const std::vector<std::int64_t>* const> captions, bool ignore_zero,
                     const at::Device& device) {
  std::size_t longest = 1;
  std::vector<std::int64_t> lengths;
  for (const auto* caption : captions) {
    longest = std::max(longest, caption->size());
    lengths.push_back(static_cast<std::int64_t>(caption->size()));
  }
  const auto width = static_cast<std::int64_t>(longest);
  const auto ids = at::zeros({static_cast<std::int64_t>(captions.size()), width}, at::kLong);
  auto* row = ids.data_ptr<std::int64_t>();
  for (const auto* caption : captions) {
    std::copy(caption->begin(), caption->end(), row);
    row += longest;
  }
  const auto sizes = at::tensor(lengths, at::kLong);
  const auto present = copy_to_device(at::arange(width, at::kLong).unsqueeze(0).lt(sizes.unsqueeze(1)), device);
  const auto placed = copy_to_device(ids, device);
  return {placed, present, ignore_zero ? present.logical_and(placed.ne(0)) : present, sizes};
}

namespace {

/// [tokens of all rows, e]: what predicts each token, row by row, padding left out.
at::Tensor predicting_rows(const Captioner& captioner, const at::Tensor& prefix, const TokenRows& rows, Mode mode) {
  if (captioner.captions_end_by_token()) {
    const auto hidden = captioner.caption_hidden(prefix, rows.ids, mode);
    return hidden.reshape({-1, hidden.size(2)}).index_select(0, rows.present.flatten().nonzero().squeeze(1));
  }
  const auto owners = at::arange(prefix.size(0), at::kLong);
  return captioner.language_model().forward_continuations({prefix, owners, rows.ids, rows.lengths - 1}, mode);
}

}  // namespace

LikelihoodLoss likelihood_loss(const Captioner& captioner, const at::Tensor& prefix, const TokenRows& rows, Mode mode) {
  auto hidden = predicting_rows(captioner, prefix, rows, mode);
  auto targets = rows.ids.masked_select(rows.present);
  // "!" is left out where the original is followed.
  const auto trained = rows.counted.masked_select(rows.present).nonzero().squeeze(1);
  if (trained.size(0) < targets.size(0)) {
    hidden = hidden.index_select(0, trained);
    targets = targets.index_select(0, trained);
  }
  const auto scores = score_tokens(hidden, captioner.language_model().head(), targets);
  LikelihoodLoss result;
  result.tokens = targets.size(0);
  result.loss = -scores.log_probs.mean();
  result.correct = scores.correct.item<double>() / double(result.tokens);
  return result;
}

std::vector<std::int64_t> caption_targets(const Captioner& captioner, const std::string& caption,
                                          std::int64_t max_length, bool reference) {
  const auto stop = captioner.stop_token();
  const bool whole = captioner.captions_end_by_token(), ends = whole || !reference;
  auto ids = captioner.tokenizer().encode(whole || reference ? caption : with_period(caption));
  if (ends && (ids.empty() || ids.back() != stop)) ids.push_back(stop);
  if (static_cast<std::int64_t>(ids.size()) <= max_length) return ids;
  ids.resize(static_cast<std::size_t>(max_length));
  if (ends) ids.back() = stop;
  return ids;
}

std::int64_t length_limit(std::span<const std::vector<std::int64_t>> captions, std::int64_t limit) {
  double sum = 0, squares = 0, longest = 0;
  for (const auto& caption : captions) {
    const auto length = double(caption.size());
    sum += length;
    squares += length * length;
    longest = std::max(longest, length);
  }
  const auto count = double(std::max<std::size_t>(1, captions.size()));
  const double mean = sum / count, deviation = std::sqrt(std::max(0.0, squares / count - mean * mean));
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::min(mean + 10 * deviation, longest)), 1, limit);
}

}  // namespace vignette
